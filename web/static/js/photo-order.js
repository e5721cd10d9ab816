// Photos put in order by finger, mouse or arrow keys. Each move is kept at once and said aloud.
// Without this file the buttons beside each photo do the same.

const form = document.getElementById("photo-order");
const list = form.querySelector("ol");
const said = document.getElementById("photo-said");
let saving = Promise.resolve();
let held = null;

const place = (shot) => [...list.children].indexOf(shot);
const say = (words, shot) => {
  const facts = { photo: shot.dataset.name, place: place(shot) + 1, all: list.children.length };
  said.textContent = said.dataset[words].replace(/\{(\w+)\}/g, (_, fact) => facts[fact]);
};

// The others walk past the moved one: it keeps focus and pointer.
function move(shot, to) {
  while (place(shot) > Math.max(0, to)) shot.after(shot.previousElementSibling);
  while (place(shot) < Math.min(list.children.length - 1, to)) shot.before(shot.nextElementSibling);
  for (const each of list.children) {
    each.querySelector('[name="earlier"]').disabled = !each.previousElementSibling;
    each.querySelector('[name="later"]').disabled = !each.nextElementSibling;
  }
}

// One after the other, each with the order of its moment: what was done last is kept last.
function save(shot) {
  saving = saving.then(() => send(shot));
}

async function send(shot) {
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
  } catch {
    say("lost", shot);
    return;
  }
  if (!answer.ok) {
    form.submit();
    return;
  }
  say("kept", shot);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("photos").innerHTML = fresh.getElementById("photos").innerHTML;
}

function moveAndSave(shot, to) {
  const before = place(shot);
  move(shot, to);
  if (place(shot) === before) return;
  say("moved", shot);
  save(shot);
}

function keep(button, shot) {
  const other = button.name === "earlier" ? "later" : "earlier";
  (button.disabled ? shot.querySelector(`[name="${other}"]`) : button).focus({ preventScroll: true });
}

list.addEventListener("click", (event) => {
  const button = event.target.closest('[name="earlier"], [name="later"]');
  if (!button) return;
  event.preventDefault();
  const shot = button.closest(".shot");
  moveAndSave(shot, place(shot) + (button.name === "earlier" ? -1 : 1));
  keep(button, shot);
});

const KEYS = { ArrowUp: (at) => at - 1, ArrowDown: (at) => at + 1, Home: () => 0, End: () => list.children.length - 1 };

function letGo(cancelled) {
  if (!held) return;
  const { shot, from } = held;
  held = null;
  shot.classList.remove("held");
  if (cancelled) return move(shot, from);
  if (place(shot) === from) return;
  say("moved", shot);
  save(shot);
}

function dragTo(y) {
  const others = [...list.children].filter((shot) => shot !== held.shot);
  const above = others.filter((shot) => {
    const box = shot.getBoundingClientRect();
    return box.top + box.height / 2 < y;
  });
  move(held.shot, above.length);
}

for (const shot of list.children) {
  const grip = document.createElement("button");
  grip.type = "button";
  grip.className = "btn quiet grip";
  grip.textContent = "⠿";
  grip.setAttribute("aria-label", said.dataset.grip.replace("{photo}", shot.dataset.name));
  grip.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo(true);
    if (!KEYS[event.key]) return;
    event.preventDefault();
    moveAndSave(shot, KEYS[event.key](place(shot)));
  });
  grip.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = { shot, from: place(shot) };
    shot.classList.add("held");
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => held && dragTo(event.clientY));
  grip.addEventListener("pointerup", () => letGo(false));
  grip.addEventListener("pointercancel", () => letGo(true));
  shot.prepend(grip);
}
