// Joins two drawings of one hall that began as the same: each booth as whoever changed it left it, and where both did,
// as it was saved first.

const LENGTHS = ["x", "y", "width", "depth"];
const STEP = 0.1;

const round = (metres) => Math.round(metres / STEP) * STEP;

export function tidied(booth) {
  return { ...booth, ...Object.fromEntries(LENGTHS.map((size) => [size, Number(Math.max(0, round(booth[size])).toFixed(2))])) };
}

const written = (booth) => booth && JSON.stringify(tidied(booth));
const byId = (booths) => new Map(booths.map((booth) => [booth.id, booth]));

// `clashes`: codes of the booths that both changed.
export function merged(base, mine, theirs) {
  const [before, drawn, saved] = [base, mine, theirs].map(byId);
  const booths = [];
  const clashes = [];
  for (const id of new Set([...saved.keys(), ...drawn.keys()])) {
    const [was, own, other] = [before, drawn, saved].map((one) => written(one.get(id)));
    const kept = own === was || own === other ? saved : other === was ? drawn : null;
    if (!kept) clashes.push((saved.get(id) ?? drawn.get(id)).code);
    const booth = (kept ?? saved).get(id);
    if (booth) booths.push(booth);
  }
  return { booths, clashes };
}

export const differ = (base, drawn) => base.length !== drawn.length || base.some((booth, place) => written(booth) !== written(drawn[place]));
