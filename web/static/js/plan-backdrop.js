// Places the drawing behind the booths: it follows the typed metres at once, and the pointer while it is carried.

const image = document.querySelector(".drawing .backdrop");
const svg = image.ownerSVGElement;
const [x, y, width] = ["x", "y", "width"].map((field) => document.getElementById(`backdrop_${field}`));
const carry = document.querySelector("[data-carry]");
const proportion = Number(image.getAttribute("height")) / Number(image.getAttribute("width"));
let from = null;

const typed = (field) => Number(field.value.replace(",", "."));
const written = (metres) => metres.toFixed(2).replace(".", document.documentElement.lang === "vi" ? "," : ".");

function follow() {
  if (![x, y, width].every((field) => Number.isFinite(typed(field))) || typed(width) < 1) return;
  image.setAttribute("x", typed(x));
  image.setAttribute("y", typed(y));
  image.setAttribute("width", typed(width));
  image.setAttribute("height", typed(width) * proportion);
}

const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
const carried = () => carry.getAttribute("aria-pressed") === "true";

[x, y, width].forEach((field) => field.addEventListener("input", follow));
carry.hidden = false;
carry.addEventListener("click", () => {
  carry.setAttribute("aria-pressed", !carried());
  if (carried()) svg.scrollIntoView({ block: "center" });
});

// Before the editor hears of it: while the drawing is carried, booths stay where they are.
svg.addEventListener(
  "pointerdown",
  (event) => {
    if (!carried()) return;
    from = { point: at(event), x: typed(x), y: typed(y) };
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
svg.addEventListener("pointermove", (event) => {
  if (!from) return;
  const now = at(event);
  x.value = written(from.x + now.x - from.point.x);
  y.value = written(from.y + now.y - from.point.y);
  follow();
});
svg.addEventListener("pointerup", () => (from = null));
