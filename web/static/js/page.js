// Live pages: when something that the page shows has changed, the page fetches itself again and takes over what differs.
// Everything works without this file; then a reload shows the same.

const body = document.body;
const waiting = new Set();
let refreshing = null;

// What is being typed, or was, stays.
function isInUse(part) {
  const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.some((field) => field === document.activeElement || (field.defaultValue ?? field.value) !== field.value);
}

// What was unfolded stays so; focus stays on the same link, or at the same place.
function takeOver(part, replacement) {
  const controls = () => [...part.querySelectorAll("a[href], button, summary")];
  const unfolded = [...part.querySelectorAll("details")].map((one) => one.open);
  const place = controls().indexOf(document.activeElement);
  const address = document.activeElement.getAttribute("href");
  part.innerHTML = replacement.innerHTML;
  part.querySelectorAll("details").forEach((one, number) => (one.open = unfolded[number] ?? one.open));
  if (place < 0) return;
  const same = controls().find((control) => address && control.getAttribute("href") === address);
  (same ?? controls()[place])?.focus({ preventScroll: true });
}

// A time as it is somewhere: readers elsewhere see theirs beside it, after the zone where that is said.
function sayTimesHere() {
  for (const time of document.querySelectorAll("time[data-zone]:not([data-here])")) {
    const at = new Date(time.dateTime);
    const until = new Date(time.dataset.until ?? time.dateTime);
    const differs = (one) => one.toLocaleString("en", { timeZone: time.dataset.zone }) !== one.toLocaleString("en");
    time.dataset.here = "";
    if (!differs(at) && !differs(until)) continue;
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    const zone = words.resolvedOptions().timeZone.replaceAll("_", " ");
    const here = until > at ? words.formatRange(at, until) : words.format(at);
    const note = document.createElement("bdi");
    note.className = "soft no-print";
    note.textContent = ` = ${here} (${zone})`;
    const zoneSaid = time.nextElementSibling?.matches("span.soft");
    (zoneSaid ? time.nextElementSibling : time).after(note);
  }
}
sayTimesHere();

async function refresh() {
  const answer = await fetch(body.dataset.at ?? location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const replacement = fresh.getElementById(part.id);
    if (replacement && replacement.innerHTML !== part.innerHTML && !isInUse(part)) takeOver(part, replacement);
  }
  sayTimesHere();
  const unread = fresh.getElementById("unread");
  if (unread) document.getElementById("unread").textContent = unread.textContent;
}

function soon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(refresh, 60);
}

if (body.dataset.live !== undefined && "EventSource" in window) {
  const { live, since, newest } = body.dataset;
  const stream = new EventSource(`/live?topics=${encodeURIComponent(live.trim())}&since=${since}&after=${newest}`);
  stream.addEventListener("changed", soon);
  stream.addEventListener("inbox", soon);
  stream.addEventListener("open", () => {
    if (waiting.size) soon();
    waiting.add("opened");
  });
  addEventListener("pagehide", () => stream.close());
}

// A professional's keys: / to the search field.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, textarea, select")) return;
  const field = document.querySelector('input[type="search"]');
  if (field) {
    event.preventDefault();
    field.focus();
  }
});

// Filters take effect as they are chosen; the button is for those without scripts.
for (const form of document.querySelectorAll("form[data-sends-itself]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// A form is sent once.
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && event.target.method === "post") setTimeout(() => (button.disabled = true));
});
addEventListener("pageshow", () => document.querySelectorAll("button:disabled").forEach((button) => (button.disabled = false)));
