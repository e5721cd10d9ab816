// Checks people in at a gate, with network or without. What is read is kept on the phone before anything is shown, and
// sent, as often as needed, until the fair has answered for it. The words are in the page.

const main = document.querySelector("[data-gate]");
const { gate: ADDRESS, fair: FAIR, starts: STARTS, ends: ENDS } = main.dataset;
const { isSigned, mark, understood, uuid7 } = await import(main.dataset.badges);
const { all, fact, open, remove, write } = await import(main.dataset.store);
const { named } = await import(main.dataset.names);
const WORDS = JSON.parse(main.dataset.words);
const BATCH = 200;
const OLD = 300000; // ms after which the list is fetched anew
const TOLERANCE = 120; // seconds by which clocks may differ
const ODD = new Set(["unknown", "forged", "other_fair", "cancelled", "refused"]);

const part = (name) => main.querySelector(`[data-part="${name}"]`);
const say = (name, facts = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, fact) => facts[fact] ?? "");
const people = new Map();
const scans = new Map();
let facts = { zone: "UTC", behind: null, key: "", total: 0, loaded: 0 };
let token = main.dataset.token;
let shown = null;

async function keep(changed) {
  await write(["scans"], (store) => changed.forEach((scan) => store("scans").put(scan)));
  changed.forEach((scan) => scans.set(scan.id, scan));
}

const now = () => new Date(Date.now() + (Math.abs(facts.behind) > TOLERANCE ? facts.behind * 1000 : 0));
const dayOf = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: facts.zone }).format(moment);
const clock = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { timeZone: facts.zone, hour: "2-digit", minute: "2-digit" });

function reading(more) {
  const { gate, session } = fields();
  return { id: uuid7(), at: new Date().toISOString(), behind: facts.behind, gate, session, day: dayOf(now()), about: now().getTime(), state: "waiting", ...more };
}

const fields = () => ({ gate: part("name").value.trim(), session: part("session")?.value.trim() ?? "" });

async function take(typed) {
  const code = understood(typed).slice(0, 200);
  if (code) await judge({ code, mark: await mark(code) });
}

// `read`: a code with its mark, or the mark alone of who was found by name.
async function judge(read) {
  const known = people.get(read.mark);
  const scan = reading({ ...read, name: known?.person_name ?? "", organisation: known?.organisation_name ?? "" });
  const before = [...scans.values()].find((one) => one.mark === scan.mark && one.day === scan.day && one.session === scan.session && !ODD.has(one.verdict));
  const inside = before || (!scan.session && known?.came.includes(scan.day));
  scan.guess = known ? (inside ? "already" : "counted") : (await isSigned(read.code, facts.key)) ? "genuine" : "forged";
  if (before && scan.guess === "already") Object.assign(scan, { first_gate: before.gate, first_at: before.about });
  await answer(scan);
}

// Whoever pressed a name or wrote one down is further down the page.
async function answer(scan) {
  await keep([scan]);
  show(scan);
  part("result").scrollIntoView({ block: "nearest" });
  send();
}

async function letIn({ person_name, organisation_name, kind }) {
  const scan = reading({ walk_in: { person_name, organisation_name, kind }, name: person_name, organisation: organisation_name, guess: "counted" });
  await answer(scan);
}

// The page.

const LOOKS = { counted: "yes", genuine: "yes", already: "again" };

function verdictOf(scan) {
  return scan.verdict ?? scan.guess;
}

function sentenceOf(scan) {
  const facts = { gate: scan.first_gate || "–", time: scan.first_at ? clock(scan.first_at) : "–", fair: scan.fair_name, code: scan.given };
  if (scan.verdict === "already" || (!scan.verdict && scan.first_at)) return say("already_since", facts);
  if (scan.given) return say("given", facts);
  if (scan.walk_in && !scan.verdict) return say("walk_in_why");
  return say(`${scan.verdict ?? `guess_${scan.guess}`}_why`, facts);
}

function show(scan) {
  shown = scan.id;
  const verdict = verdictOf(scan);
  const panel = part("result");
  panel.className = `gate ${LOOKS[verdict] ?? "no"}`;
  panel.replaceChildren(text("strong", say(`${verdict}_title`)), text("span", scan.name || scan.code, scan.name ? "name" : "code"), text("span", scan.organisation ?? ""), text("span", sentenceOf(scan)));
  panel.hidden = false;
  count();
}

function text(tag, words, className = "") {
  const made = document.createElement(tag);
  made.dir = "auto";
  made.className = className;
  made.textContent = words;
  return made;
}

// Beside the form for who is not registered: perhaps this one is.
function suggest(found) {
  part("known").hidden = !found.length;
  part("known-list").replaceChildren(...found.map((one) => {
    const row = document.createElement("li");
    const button = text("button", one.organisation_name ? `${one.person_name} · ${one.organisation_name}` : one.person_name, "btn");
    button.type = "button";
    button.addEventListener("click", () => {
      judge({ mark: one.mark });
      part("walk-in").reset();
      suggest([]);
    });
    row.append(button);
    return row;
  }));
}

function count() {
  const list = [...scans.values()].sort((one, other) => other.about - one.about);
  const waiting = list.filter((scan) => scan.state === "waiting").length;
  const came = list.filter((scan) => ["counted", "genuine"].includes(verdictOf(scan))).length;
  part("counts").textContent = say("counts", { came, waiting, total: facts.total });
  part("forget").disabled = waiting > 0;
  const [first, today, last] = [new Date(STARTS), now(), new Date(ENDS)].map(dayOf);
  part("day").hidden = first <= today && today <= last;
  const doubt = (scan) => scan.clock === "doubtful" || ODD.has(scan.verdict) || (!scan.verdict && ["forged", "genuine"].includes(scan.guess));
  const odd = list.filter(doubt).slice(0, 50);
  part("odd").hidden = !odd.length;
  part("odd-list").replaceChildren(...odd.map((scan) => {
    const row = document.createElement("li");
    const why = scan.clock === "doubtful" ? say("doubtful_why") : sentenceOf(scan);
    row.append(text("bdi", clock(scan.about), "num"), " ", text("bdi", scan.name || scan.code, scan.name ? "" : "code"), " ", text("span", why, "soft"));
    return row;
  }));
}

function tell(name, facts) {
  part("network").textContent = say(name, facts);
  part("network").dataset.state = name;
}

// The fair.

async function load() {
  const began = Date.now();
  const found = [];
  let next = "";
  let page;
  do {
    const answer = await fetch(`${ADDRESS}/list${next && `?after=${next}`}`, { signal: AbortSignal.timeout(30000) });
    if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
    page = await answer.json();
    if (!next) facts = { ...facts, zone: page.zone, key: page.key, total: page.total, behind: Math.round((Date.parse(page.now) - (began + Date.now()) / 2) / 1000) };
    found.push(...page.items);
    next = page.next;
  } while (next);
  facts.loaded = Date.now();
  await write(["people", "facts"], (store) => {
    store("people").clear();
    found.forEach((one) => store("people").put(one));
    store("facts").put(facts, "fair");
  });
  people.clear();
  found.forEach((one) => people.set(one.mark, one));
  const wrong = Math.abs(facts.behind) > TOLERANCE;
  part("clock").hidden = !wrong;
  if (wrong) part("clock").textContent = say("clock", { minutes: Math.round(Math.abs(facts.behind) / 60) });
}

// A page that was kept may carry the form's token of an earlier sign-in.
async function renewToken() {
  const answer = await fetch(ADDRESS, { cache: "no-store", signal: AbortSignal.timeout(30000) });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-token]");
  if (!answer.ok || !fresh || fresh.dataset.token === token) return false;
  token = fresh.dataset.token;
  return true;
}

const sent = ({ id, at, behind, gate, session, code, mark, walk_in }) => ({ id, at, behind, gate, session, ...(walk_in ? { walk_in } : code ? { code } : { mark }) });

function post(batch) {
  const body = JSON.stringify({ fair_id: FAIR, phone_now: new Date().toISOString(), scans: batch.map(sent) });
  return fetch(`${ADDRESS}/scans`, { method: "POST", body: new URLSearchParams({ _token: token, batch: body }), signal: AbortSignal.timeout(30000) });
}

// Whatever cannot be taken is found by halves and set aside, so that it holds up nothing.
async function sendAll() {
  let size = BATCH;
  for (;;) {
    const batch = [...scans.values()].filter((scan) => scan.state === "waiting").slice(0, size);
    if (!batch.length) return;
    const answer = await post(batch);
    if (answer.ok) {
      const { results } = await answer.json();
      await keep(results.map(merged));
      size = BATCH;
    } else if (answer.status === 403 && (await renewToken())) {
      continue;
    } else if (![400, 409, 413, 422].includes(answer.status)) {
      throw Object.assign(new Error(answer.statusText), { status: answer.status });
    } else if (batch.length > 1) {
      size = Math.ceil(batch.length / 2);
    } else {
      await keep([{ ...batch[0], state: "merged", verdict: "refused" }]);
    }
    count();
  }
}

function merged(result) {
  const { verdict, clock, first_at, first_gate, fair_name, code } = result;
  const scan = scans.get(result.id);
  return { ...scan, state: "merged", verdict, clock, first_at, first_gate, fair_name, given: scan.walk_in && code, about: Date.parse(result.at), day: result.day, name: result.person_name || scan.name, organisation: result.organisation_name || scan.organisation };
}

// One of the phone's pages at a time.
function send() {
  return navigator.locks.request(`gate ${FAIR}`, async () => {
    try {
      await sendAll();
      if (Date.now() - facts.loaded > OLD) await load();
      tell("online", { time: clock(Date.now()) });
    } catch (error) {
      tell([401, 403].includes(error.status) ? "signed_out" : "offline", { time: facts.loaded ? clock(facts.loaded) : "–" });
    }
    if (shown) show(scans.get(shown));
    count();
  });
}

async function camera() {
  const { look } = await import(main.dataset.camera);
  look(part("video"), main.dataset.decoder, take).catch(() => {
    part("video").hidden = true;
    part("camera-fault").hidden = false;
  });
}

async function begin() {
  await open(FAIR);
  facts = { ...facts, ...(await fact("fair")) };
  const named = await fact("names");
  if (named) part("name").value = named.gate;
  if (named && part("session")) part("session").value = named.session;
  (await all("people")).forEach((one) => people.set(one.mark, one));
  (await all("scans")).forEach((scan) => scans.set(scan.id, scan));
  facts.loaded = 0;
  main.hidden = false;
  count();
  await send();
  main.dataset.ready = "";
  navigator.storage?.persist?.();
  navigator.serviceWorker?.register(`${ADDRESS}/worker.js`, { scope: new URL(ADDRESS, location).pathname });
}

main.addEventListener("change", ({ target }) => {
  if (["name", "session"].includes(target.dataset.part)) write(["facts"], (store) => store("facts").put(fields(), "names"));
});
part("code").addEventListener("submit", (event) => {
  event.preventDefault();
  take(event.target.elements.code.value);
  event.target.reset();
  event.target.elements.code.focus();
});
part("walk-in").addEventListener("submit", (event) => {
  event.preventDefault();
  letIn(Object.fromEntries(new FormData(event.target)));
  event.target.reset();
  suggest([]);
});
part("walk-in").elements.person_name.addEventListener("input", ({ target }) => suggest(named(people, target.value)));
part("camera").addEventListener("click", camera);
part("send").addEventListener("click", () => {
  facts.loaded = 0;
  send();
});
part("forget").addEventListener("click", async () => {
  await remove(FAIR);
  for (const name of await caches.keys()) if (name.endsWith(new URL(ADDRESS, location).pathname)) await caches.delete(name);
  await (await navigator.serviceWorker?.getRegistration(ADDRESS))?.unregister();
  location.assign(main.dataset.back);
});
addEventListener("online", send);
setInterval(send, 30000);
begin();
