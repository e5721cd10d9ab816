// A large photo is sent in parts, so that a break of the network costs one part; after a reload it goes on by itself.
// HEAD tells how far it came, PATCH appends: draft-ietf-httpbis-resumable-upload. Without this file the form sends it whole.

const LARGE = 300_000;
const PART = 256 * 1024;
const PATIENCE = 120_000; // milliseconds: a part at 20 kbit/s
const form = document.getElementById("photo-sending");
const panel = document.getElementById("photo-on-its-way");
const [bar, said, stop] = panel.children;
const token = form.elements._token.value;

class Refused extends Error {}

const say = (words, { file, offset }) => {
  const percent = Math.floor((100 * offset) / file.size);
  bar.value = percent;
  said.textContent = panel.dataset[words].replace("{name}", file.name).replace("{percent}", `${percent} %`);
};

// What is on its way outlives the page, by its product. Where a browser keeps nothing, it ends with the page.
const product = form.action.replace(/^.*\/listings\//, "");
const kept = (mode, act) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("photos-on-their-way", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const request = act(opening.result.transaction("photos", mode).objectStore("photos"));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  };
});
const remember = (photo) => kept("readwrite", (photos) => photos.put(photo, product)).catch(() => {});
const forget = () => kept("readwrite", (photos) => photos.delete(product)).catch(() => {});
const remembered = () => kept("readonly", (photos) => photos.get(product)).catch(() => undefined);

let request = new AbortController();

async function ask(photo, method, body, headers) {
  request = new AbortController();
  const patience = setTimeout(() => request.abort(), PATIENCE);
  const answer = await fetch(`${form.action}/${photo.id}/upload`, {
    method, body, credentials: "same-origin", signal: request.signal,
    headers: { "Form-Token": token, "Accept-Language": document.documentElement.lang, ...headers },
  });
  clearTimeout(patience);
  if (answer.status === 429 || answer.status >= 500) throw new TypeError("later");
  const stands = answer.headers.has("Upload-Offset");
  if (!answer.ok && !stands) throw new Refused(await sentence(answer), { cause: answer.status });
  return { offset: Number(answer.headers.get("Upload-Offset")), complete: answer.headers.get("Upload-Complete") === "?1" };
}

const sentence = async (answer) => (await answer.json().catch(() => ({}))).detail ?? panel.dataset.failed;

async function sendParts(photo) {
  let stands = await ask(photo, "HEAD");
  while (!stands.complete) {
    photo.offset = stands.offset;
    say("sending", photo);
    const part = photo.file.slice(stands.offset, stands.offset + PART);
    stands = await ask(photo, "PATCH", part, {
      "Content-Type": "application/partial-upload",
      "Upload-Offset": stands.offset,
      "Upload-Length": photo.file.size,
      "Upload-Complete": stands.offset + part.size >= photo.file.size ? "?1" : "?0",
    });
  }
  photo.offset = photo.file.size;
}

// As the form would, without its file.
async function finish(photo) {
  say("working", photo);
  const body = new FormData();
  for (const [name, value] of Object.entries({ _token: token, photo_id: photo.id, alt: photo.alt })) body.append(name, value);
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  if (answer.status >= 500) throw new TypeError("later");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) throw new Refused(page.querySelector("main .message")?.textContent ?? panel.dataset.failed);
}

let wakeUp = () => {};
const connection = (wait) => new Promise((resolve) => {
  wakeUp = resolve;
  setTimeout(resolve, wait);
});
addEventListener("online", () => wakeUp());

async function send(photo) {
  let stopped = false;
  stop.onclick = () => {
    stopped = true;
    request.abort();
    wakeUp();
  };
  busy(true);
  for (let wait = 1000; ; wait = Math.min(30_000, wait * 2)) {
    try {
      await sendParts(photo);
      await finish(photo);
      await forget();
      return location.reload();
    } catch (fault) {
      if (stopped) return giveUp(photo);
      if (fault instanceof Refused) return end(fault.message, fault.cause);
      say("waiting", photo);
      await connection(wait);
      if (stopped) return giveUp(photo);
    }
  }
}

async function giveUp(photo) {
  await ask(photo, "DELETE").catch(() => {});
  end("");
}

// Who has to sign in again finds the photo on its way afterwards.
async function end(message, status) {
  if (status !== 401) await forget();
  busy(false);
  said.textContent = message;
  bar.hidden = stop.hidden = true;
  panel.hidden = !message;
}

function busy(is) {
  panel.hidden = bar.hidden = stop.hidden = false;
  for (const field of form.querySelectorAll("input[type=file], .btn:not([type=button])")) field.disabled = is;
}

form.addEventListener("submit", (event) => {
  const file = form.elements.photo.files[0];
  if (!file || file.size < LARGE) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const photo = { id: form.elements.photo_id.value, alt: form.elements.alt.value, file, offset: 0 };
  remember(photo).then(() => send(photo));
});

const unfinished = await remembered();
if (unfinished) {
  form.elements.alt.value = unfinished.alt;
  send(unfinished);
}
