"""Connection sessions as they come: half-day guests, few interpreters, favourite buyers. Made, not real."""

import random
from collections.abc import Sequence
from typing import Literal

from services.fairs.timetable.instance import Interpreter, Pair, Participant, Session, Table, Weights

LANGUAGES = ("ja", "ko", "he")


def a_session(coops: int, buyers: int, slots: int, seed: int, *, special: bool = False) -> Session:
    """`special`: everybody is always there and nobody needs an interpreter."""
    rng = random.Random(f"{coops}x{buyers}x{slots}/{seed}")  # noqa: S311
    half = slots // 2
    people = [_guest(f"C{i}", "coop", slots, rng.randint(3, 8), rng, special=special) for i in range(coops)]
    firms = [
        _guest(f"B{j}", "buyer", slots, rng.randint(int(slots * 0.6), slots), rng, special=special)
        for j in range(buyers)
    ]
    speech = {f"B{j}": rng.choice(LANGUAGES) if rng.random() < 0.3 else None for j in range(buyers)}
    weight = {f"B{j}": rng.random() + 0.3 for j in range(buyers)}
    tables = int(0.75 * buyers)
    fixed = rng.sample(range(buyers), int(tables * rng.uniform(0.2, 0.5)))
    return Session(
        name=f"made_{coops}x{buyers}_T{slots}_s{seed}",
        T=slots,
        sessions=(tuple(range(half)), tuple(range(half, slots))),
        participants=(*people, *firms),
        tables=tuple(Table(f"T{k}", f"B{fixed[k]}" if k < len(fixed) else None) for k in range(tables)),
        interpreters=() if special else _interpreters(slots, max(2, buyers // 7), rng),
        pairs=tuple(_wishes(people, weight, speech, rng, special=special)),
        weights=Weights(must_bonus=200, hole=4),
    )


def _guest(
    name: str, side: Literal["coop", "buyer"], slots: int, most: int, rng: random.Random, *, special: bool
) -> Participant:
    here: Sequence[int] = range(slots)
    if not special and rng.random() < 0.4:
        half, cut = slots // 2, rng.randint(1, max(1, slots // 4))
        middle = rng.randint(1, slots - 1)
        here = rng.choice([range(half), range(half, slots), range(cut, slots), range(slots - cut), range(cut, slots)])
        if rng.random() < 0.1:
            here = [t for t in range(slots) if not middle <= t < middle + 3]
    return Participant(
        id=name,
        side=side,
        avail=tuple(here),
        max_meetings=most,
        max_consecutive=None if special or rng.random() < 0.67 else rng.choice((3, 4, 5)),
        compact=not special and rng.random() < 0.45,
    )


def _interpreters(slots: int, count: int, rng: random.Random) -> tuple[Interpreter, ...]:
    half = slots // 2
    hours = (range(slots), range(slots), range(half), range(half, slots))
    return tuple(
        Interpreter(
            f"I{k}",
            tuple(rng.sample(LANGUAGES, 2)) if rng.random() < 0.2 else (rng.choice(LANGUAGES),),
            tuple(rng.choice(hours)),
        )
        for k in range(count)
    )


def _wishes(
    people: list[Participant],
    weight: dict[str, float],
    speech: dict[str, str | None],
    rng: random.Random,
    *,
    special: bool,
) -> list[Pair]:
    names, weights = list(weight), list(weight.values())
    most = min(len(names), 18)
    found = []
    for guest in people:
        for buyer in sorted(set(rng.choices(names, weights, k=rng.randint(min(5, most), most)))):
            language = None if special or rng.random() < 0.05 else speech[buyer]
            score = min(100, max(20, round(rng.gauss(70, 18))))
            found.append(Pair(guest.id, buyer, score, rng.random() < 0.14, language))
    return found
