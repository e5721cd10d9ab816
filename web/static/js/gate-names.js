// Whoever forgot the badge is found by name in the list that the phone keeps.

const MOST = 5;
const LEAST = 2; // letters typed

const folded = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");

// Those whose names hold every word that was typed.
export function named(people, typed) {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.join("").length < LEAST) return [];
  const fits = ({ person_name }) => words.every((word) => folded(person_name).includes(word));
  return [...people.values()].filter(fits).slice(0, MOST);
}
