// Live pages: when something that the page shows has changed, the page fetches itself again and takes over what differs.
// Everything works without this file; then a reload shows the same.

const body = document.body;
const waiting = new Set();
let refreshing = null;

async function refresh() {
  const answer = await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const replacement = fresh.getElementById(part.id);
    const typing = part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
    if (replacement && !typing && replacement.innerHTML !== part.innerHTML) part.innerHTML = replacement.innerHTML;
  }
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
for (const form of document.querySelectorAll("form[data-instant]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// A form is sent once.
addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && event.target.method === "post") setTimeout(() => (button.disabled = true));
});
addEventListener("pageshow", () => document.querySelectorAll("button:disabled").forEach((button) => (button.disabled = false)));
