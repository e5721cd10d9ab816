// Draws a hall in place: booths are moved, resized, turned, aligned, duplicated by mouse, finger and keyboard.
// The table below says the same without this file. Lengths are metres, as in the plan. What others save meanwhile comes
// in beside what is not saved yet; a drawing that was refused is there again.

const editor = document.querySelector("[data-editor]");
const { differ, merged, tidied } = await import(editor.dataset.merging);
const svg = editor.querySelector("svg");
const said = editor.querySelector("[data-said]");
const facts = editor.querySelector("[data-facts]");
const backdrop = svg.querySelector(".backdrop");
const NS = "http://www.w3.org/2000/svg";
const STEP = 0.1;
const KEPT = `drawing ${editor.dataset.editor}`;
const version = editor.querySelector('input[name="plan_version"]');
const newest = document.getElementById("plan-version");
const news = editor.querySelector("[data-news]");
const past = [];
const future = [];
let base = [];
let booths = [];
let taken = new Set();
let selected = new Set();
let drag = null;
let saving = false;

const tidy = (booth) => Object.assign(booth, tidied(booth));
const chosen = () => booths.filter((booth) => selected.has(booth.id));
const copy = () => ({ booths: booths.map((booth) => ({ ...booth })), selected: new Set(selected) });

// Every change goes through here, so that each can be undone.
function change(what) {
  past.push(copy());
  future.length = 0;
  what();
  booths.forEach(tidy);
  draw();
}

function travel(from, to) {
  if (!from.length) return;
  to.push(copy());
  ({ booths, selected } = from.pop());
  draw();
}

function element(name, attributes, parent) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

function draw() {
  const focused = document.activeElement?.dataset?.id;
  const behind = backdrop ? [backdrop.getBBox()] : [];
  const left = Math.min(0, ...behind.map((box) => box.x)) - 1;
  const top = Math.min(0, ...behind.map((box) => box.y)) - 1;
  const right = Math.max(20, ...booths.map((booth) => booth.x + booth.width), ...behind.map((box) => box.x + box.width)) + 2;
  const bottom = Math.max(12, ...booths.map((booth) => booth.y + booth.depth), ...behind.map((box) => box.y + box.height)) + 2;
  svg.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
  svg.setAttribute("width", Math.round((right - left) * 16));
  svg.replaceChildren(...(backdrop ? [backdrop] : []));
  for (const booth of booths) {
    const kind = selected.has(booth.id) ? "chosen" : taken.has(booth.id) ? "confirmed" : "free";
    const shape = element("g", { class: `booth ${kind}`, tabindex: 0, role: "button", "data-id": booth.id }, svg);
    shape.setAttribute("aria-pressed", selected.has(booth.id));
    shape.setAttribute("aria-label", words(booth));
    element("rect", { x: booth.x, y: booth.y, width: booth.width, height: booth.depth, rx: 0.2 }, shape);
    const text = element("text", { x: booth.x + booth.width / 2, y: booth.y + booth.depth / 2, "font-size": Math.min(0.9, booth.width / 3) }, shape);
    if (kind === "chosen") text.setAttribute("class", "on");
    text.textContent = booth.code;
    if (selected.has(booth.id)) element("circle", { cx: booth.x + booth.width, cy: booth.y + booth.depth, r: 0.45, class: "handle", "data-resize": booth.id }, shape);
  }
  if (focused) svg.querySelector(`g[data-id="${focused}"]`)?.focus({ preventScroll: true });
  show();
}

const words = (booth) => said.dataset.words.replace(/\{(\w+)\}/g, (_, field) => booth[field]);

// The fields beside the drawing tell of the booth that was selected last.
function show() {
  const [booth] = chosen().slice(-1);
  facts.disabled = !booth;
  said.textContent = booth ? words(booth) : "";
  for (const field of facts.querySelectorAll("[data-fact]")) {
    if (field === document.activeElement) continue;
    const value = booth?.[field.dataset.fact] ?? "";
    if (field.type === "checkbox") field.checked = Boolean(value);
    else field.value = value;
  }
}

facts.addEventListener("change", ({ target }) => {
  const name = target.dataset.fact;
  const numeric = ["width", "depth", "power"].includes(name);
  const value = target.type === "checkbox" ? target.checked : numeric ? Number(target.value.replace(",", ".")) : target.value.trim();
  if (numeric && !(value >= (name === "power" ? 0 : 0.5))) return show();
  change(() => chosen().forEach((booth) => (name === "code" && selected.size > 1 ? null : (booth[name] = name === "code" ? value.toUpperCase() : name === "power" ? Math.round(value) : value))));
});

function freshCode(code) {
  const stem = code.replace(/\d+$/, "");
  let number = Number(code.slice(stem.length)) || 1;
  while (booths.some((booth) => booth.code === stem + String(number).padStart(2, "0"))) number += 1;
  return stem + String(number).padStart(2, "0");
}

function add(like, dx) {
  const booth = { ...like, id: crypto.randomUUID(), code: freshCode(like.code), x: like.x + dx };
  booths.push(booth);
  return booth.id;
}

const tools = {
  undo: () => travel(past, future),
  redo: () => travel(future, past),
  add: () => change(() => (selected = new Set([add({ code: "N01", x: 0, y: 0, width: 3, depth: 3, zone: "", booth_type: "", power: 0, corner: false, water: false, cold: false }, 0)]))),
  duplicate: () => change(() => (selected = new Set(chosen().map((booth) => add(booth, booth.width))))),
  rotate: () => change(() => chosen().forEach((booth) => Object.assign(booth, { width: booth.depth, depth: booth.width, x: booth.x + (booth.width - booth.depth) / 2, y: booth.y + (booth.depth - booth.width) / 2 }))),
  start: () => change(() => { const x = Math.min(...chosen().map((booth) => booth.x)); chosen().forEach((booth) => (booth.x = x)); }),
  top: () => change(() => { const y = Math.min(...chosen().map((booth) => booth.y)); chosen().forEach((booth) => (booth.y = y)); }),
  remove: () => change(() => { booths = booths.filter((booth) => !selected.has(booth.id) || taken.has(booth.id)); selected = new Set(); }),
};
editor.querySelectorAll("[data-tool]").forEach((button) => button.addEventListener("click", () => tools[button.dataset.tool]()));

function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return { x: point.x, y: point.y };
}

svg.addEventListener("pointerdown", (event) => {
  const shape = event.target.closest("g[data-id]");
  if (!shape) {
    selected = new Set();
    return draw();
  }
  const id = shape.dataset.id;
  if (event.shiftKey) selected.has(id) ? selected.delete(id) : selected.add(id);
  else if (!selected.has(id)) selected = new Set([id]);
  drag = { from: at(event), before: copy(), resize: event.target.dataset.resize, moved: false };
  svg.setPointerCapture(event.pointerId);
  draw();
  svg.querySelector(`g[data-id="${id}"]`)?.focus({ preventScroll: true });
  event.preventDefault();
});

svg.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const now = at(event);
  const [dx, dy] = [now.x - drag.from.x, now.y - drag.from.y];
  booths = drag.before.booths.map((booth) => ({ ...booth }));
  for (const booth of chosen()) {
    if (!drag.resize) Object.assign(booth, { x: booth.x + dx, y: booth.y + dy });
    else if (booth.id === drag.resize) Object.assign(booth, { width: Math.max(0.5, booth.width + dx), depth: Math.max(0.5, booth.depth + dy) });
    tidy(booth);
  }
  drag.moved = true;
  draw();
});

svg.addEventListener("pointerup", () => {
  if (drag?.moved) {
    past.push(drag.before);
    future.length = 0;
  }
  drag = null;
  takeIn();
});

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

svg.addEventListener("keydown", (event) => {
  const id = event.target.dataset?.id;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
    tools[key === "y" || event.shiftKey ? "redo" : "undo"]();
  } else if (id && (event.key === "Enter" || event.key === " ")) {
    selected = new Set([id]);
    draw();
  } else if (id && event.key in ARROWS) {
    if (!selected.has(id)) selected = new Set([id]);
    const [dx, dy] = ARROWS[event.key].map((direction) => direction * (event.shiftKey ? 1 : STEP));
    change(() => chosen().forEach((booth) => Object.assign(booth, event.altKey ? { width: Math.max(0.5, booth.width + dx), depth: Math.max(0.5, booth.depth + dy) } : { x: booth.x + dx, y: booth.y + dy })));
  } else if (id && { r: "rotate", d: "duplicate", delete: "remove" }[key] && !event.ctrlKey) {
    if (!selected.has(id)) selected = new Set([id]);
    tools[{ r: "rotate", d: "duplicate", delete: "remove" }[key]]();
  } else {
    return;
  }
  event.preventDefault();
});

// Another form of this page would lose what is drawn and not saved.
window.addEventListener("beforeunload", (event) => {
  if (differ(base, booths) && !saving) event.preventDefault();
});

editor.querySelector("form").addEventListener("submit", (event) => {
  saving = true;
  event.target.elements.booths.value = JSON.stringify(booths);
  sessionStorage.setItem(KEPT, JSON.stringify({ base, booths }));
});

// The hall as it is saved now, joined with what is drawn here. What could be undone was of another plan.
async function fetchPlan() {
  const answer = await fetch(editor.dataset.editor, { credentials: "same-origin" });
  if (!answer.ok) return false;
  const plan = await answer.json();
  const joined = merged(base, booths, plan.booths);
  [base, booths, taken] = [plan.booths.map((booth) => ({ ...booth })), joined.booths, new Set(plan.taken)];
  selected = new Set([...selected].filter((id) => booths.some((booth) => booth.id === id)));
  past.length = future.length = 0;
  version.value = plan.version;
  draw();
  return joined;
}

async function takeIn() {
  if (drag || Number(newest.textContent) <= Number(version.value)) return;
  const joined = await fetchPlan();
  if (joined) tell(joined.clashes);
}

function tell(clashes) {
  news.hidden = false;
  news.textContent = clashes.length ? news.dataset.clashes.replace("{booths}", clashes.join(", ")) : news.dataset.words;
}

const refused = editor.dataset.refused !== undefined && sessionStorage.getItem(KEPT);
if (refused) ({ base, booths } = JSON.parse(refused));
const begun = await fetchPlan();
if (begun) {
  sessionStorage.removeItem(KEPT);
  if (begun.clashes.length) tell(begun.clashes);
  document.querySelector("[data-table]").open = false;
  editor.hidden = false;
  draw();
  new MutationObserver(takeIn).observe(newest, { childList: true });
}
