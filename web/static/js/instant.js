// Filters take effect as they are chosen: the page that they ask for is fetched, its parts are taken over, the address
// bar follows, the focus stays where it was. Without this file the form has its button and links are links.

const TARGETS = "form[data-instant], a[data-instant]";
let asking = null;

const said = document.getElementById("said");
const names = () => document.querySelector(TARGETS).dataset.instant.split(" ");

function whereFocusIs() {
  const { id, name, value } = document.activeElement;
  const inSame = [...document.querySelectorAll(`[name="${CSS.escape(name ?? "")}"]`)];
  return { id, name, value, place: inSame.indexOf(document.activeElement), was: document.activeElement };
}

// On the same field, or where the results begin when it is gone.
function focusAgain({ id, name, value, was }) {
  if (was.isConnected || was === document.body) return;
  const same = [...document.querySelectorAll(`[name="${CSS.escape(name ?? "")}"]`)];
  const field = same.find((one) => one.type !== "checkbox" || one.value === value);
  (document.getElementById(id) ?? field ?? document.getElementById("count"))?.focus({ preventScroll: true });
}

function takeOver(fresh) {
  const focus = whereFocusIs();
  const unfolded = [...document.querySelectorAll("#filters details")].map((one) => one.open);
  const scrolled = [...document.querySelectorAll("#filters .long")].map((list) => list.scrollTop);
  for (const name of names()) {
    const replacement = fresh.getElementById(name);
    if (replacement) document.getElementById(name).replaceChildren(...replacement.childNodes);
  }
  document.querySelectorAll("#filters .long").forEach((list, number) => (list.scrollTop = scrolled[number] ?? 0));
  document.querySelectorAll("#filters details").forEach((one, number) => (one.open = unfolded[number] ?? one.open));
  focusAgain(focus);
  document.title = fresh.title;
  said.textContent = document.getElementById("count").textContent;
}

async function show(address, isNew) {
  asking?.abort();
  asking = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (isNew) history.pushState(null, "", address);
    takeOver(fresh);
    results.removeAttribute("aria-busy");
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(address);
  }
}

// What says nothing without another field, such as the currency of no price.
function isIdle(field) {
  const others = field.dataset?.onlyWith?.split(" ") ?? [];
  return others.length > 0 && others.every((name) => !field.form.elements[name].value);
}

function asked(form) {
  const said = ([name, value]) => value !== "" && !isIdle(form.elements[name]);
  const typed = [...new FormData(form)].filter(said);
  return `${form.action}?${new URLSearchParams(typed)}`;
}

addEventListener("change", (event) => {
  const form = event.target.closest("form[data-instant]");
  if (form) show(asked(form), true);
});
addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-instant]")) return;
  event.preventDefault();
  show(asked(event.target), true);
});
addEventListener("click", (event) => {
  const link = event.target.closest("a[data-instant]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, true);
});
addEventListener("popstate", () => show(location.href, false));
