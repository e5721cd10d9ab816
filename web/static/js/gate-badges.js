// Codes of badges, read without asking anybody, and ids for what is read.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET = 10; // characters of a code before its signature

const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// As it is printed, however it was typed.
export const understood = (typed) => typed.trim().toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[ \u2010\u2011\u2013-]/g, "");
export const mark = async (code) => hex(await crypto.subtle.digest("SHA-256", bytes(code))).slice(0, 24);

// `key`: the fair's, in hexadecimal digits.
export async function isSigned(code, key) {
  const raw = Uint8Array.from(key.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  if (!raw.length) return false;
  const signing = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new DataView(await crypto.subtle.sign("HMAC", signing, bytes(code.slice(0, SECRET))));
  const number = digest.getUint32(0) >>> 2;
  return code.slice(SECRET) === [25, 20, 15, 10, 5, 0].map((shift) => ALPHABET[(number >>> shift) & 31]).join("");
}

// RFC 9562, version 7.
export function uuid7() {
  const raw = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0, now = Date.now(); place < 6; place += 1) raw[place] = Math.floor(now / 256 ** (5 - place)) % 256;
  raw[6] = (raw[6] & 0x0f) | 0x70;
  raw[8] = (raw[8] & 0x3f) | 0x80;
  return hex(raw).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
