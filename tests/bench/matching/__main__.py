"""`make bench-match`: nDCG@10 and precision@5 of suggestions, over demands and listings whose facts are known, and how
many of the places that a buyer sees first the small co-ops have.

Facts are drawn, then hidden: a demand's in a sentence of its buyer's language, a listing's in names and units as co-ops
write them. The label of a pair is a rule over the drawn facts, in kilograms and days, which knows nothing of the code.
"""

import math
import random
from collections import Counter
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple
from uuid import UUID

from services.matching.fit import fit
from services.matching.turns import FIRST, in_turns, lot
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.values import Language, Scheme
from shared.lexicon.reading import Concept, ancestors, read_lexicon
from tests.bench.matching.drawing import (
    LARGE,
    SCHEMES,
    SENTENCES,
    TODAY,
    Supply,
    draw_card,
    draw_supply,
    read_body,
)

AT_TEN, AT_FIVE = 10, 5
DEMANDS, LISTINGS, CONCEPTS, CROWDED = 100, 400, 25, 3


class Suggested(NamedTuple):
    """A listing by its place in the list of all, as it is put in order."""

    place: int
    listing_id: UUID
    coop_id: UUID
    score: float
    band: int
    lot: int


def label(concept: int, kilograms: int, paper: Scheme, has: Supply) -> int:
    """3 all is right, 2 something is not stated, 1 one thing is wrong, 0 no use."""
    if concept != has.concept:
        return 0
    paper_end = has.papers.get(paper, None) if paper in has.papers else None
    answers = [
        None if has.kilograms is None else has.kilograms >= kilograms,
        None if has.least is None else has.least <= kilograms,
        None if paper_end is None else paper_end >= 0,
    ]
    wrong = answers.count(False)
    far = has.kilograms is not None and has.kilograms * 2 < kilograms
    return 0 if wrong > 1 or far else 1 if wrong else 2 if None in answers else 3


def ndcg(labels: Sequence[int], ideal: Sequence[int]) -> float:
    def gain(found: Sequence[int]) -> float:
        return sum((2.0**it - 1) / math.log2(place + 2) for place, it in enumerate(found[:AT_TEN]))

    best = gain(sorted(ideal, reverse=True))
    return gain(labels) / best if best else 1.0


def main() -> None:
    chance = random.Random(7)  # noqa: S311
    concepts = [it for it in read_lexicon().concepts if it.hs and it.group == "food" and it.terms.ja and it.terms.ko]
    chosen = _unrelated(chance.sample([it for it in concepts if it.terms.he and it.terms.en], 2 * CONCEPTS))[:CONCEPTS]
    supplies = [draw_supply(chance, CONCEPTS) for _ in range(LISTINGS)]
    cards = [draw_card(place, it, chosen[it.concept].terms.vi[0], chance) for place, it in enumerate(supplies)]
    found: dict[Language, list[tuple[float, float]]] = {language: [] for language in SENTENCES}
    for place in range(DEMANDS):
        language = list(SENTENCES)[place % len(SENTENCES)]
        concept, kilograms, paper = place % CONCEPTS, chance.choice((200, 500, 1000, 2000)), chance.choice(SCHEMES)
        text = SENTENCES[language](getattr(chosen[concept].terms, language)[0], kilograms, paper)
        ranked = in_turns(_suggested(read_body(text, language), cards, UUID(int=place)))
        labels = [label(concept, kilograms, paper, supplies[one.place]) for one in ranked]
        ideal = [label(concept, kilograms, paper, it) for it in supplies]
        useful = min(AT_FIVE, sum(it > 1 for it in ideal))
        precision = sum(it > 1 for it in labels[:AT_FIVE]) / useful if useful else 1.0
        found[language].append((ndcg(labels, ideal), precision))
    for language, figures in found.items():
        _tell(language, figures)
    _tell("all", [it for figures in found.values() for it in figures])
    _exposure([it.terms.vi[0] for it in chosen[:CROWDED]], supplies, chance)


def _unrelated(concepts: Sequence[Concept]) -> list[Concept]:
    """Without those that another one is a kind of: a demand for sea fish may be answered with mahi."""
    above = {broader for it in concepts for broader in ancestors(it.id)}
    return [it for it in concepts if it.id not in above]


def _exposure(names: Sequence[str], supplies: Sequence[Supply], chance: random.Random) -> None:
    """Of few kinds of goods there is much, so that who stands first is a choice."""
    cards = [draw_card(place, it, names[place % len(names)], chance) for place, it in enumerate(supplies)]
    firsts: dict[str, list[Sequence[Suggested]]] = {"in turns": [], "by score alone": []}
    for place in range(DEMANDS):
        kilograms, paper = chance.choice((200, 500, 1000, 2000)), chance.choice(SCHEMES)
        body = read_body(SENTENCES["vi"](names[place % len(names)], kilograms, paper), "vi")
        suggested = _suggested(body, cards, UUID(int=place))
        firsts["in turns"].append(in_turns(suggested)[:FIRST])
        firsts["by score alone"].append(sorted(suggested, key=lambda one: (-one.score, one.place))[:FIRST])
    for name, seen in firsts.items():
        _tell_exposure(name, seen, cards)


def _suggested(body: DemandBody, cards: Sequence[ListingCard], demand_id: UUID) -> list[Suggested]:
    fits = ((fit(body, card, TODAY), place, card) for place, card in enumerate(cards))
    return [
        Suggested(place, card.id, card.organisation.id, it.score, it.band, lot(demand_id, card.id))
        for it, place, card in fits
        if it.is_worth_suggesting
    ]


def _tell_exposure(name: str, seen: Sequence[Sequence[Suggested]], cards: Sequence[ListingCard]) -> None:
    """Of the first places, those of co-ops with one listing; the most that one co-op has of a demand's twelve."""
    large = {UUID(int=place) for place in range(LARGE)}
    small = {card.organisation.id for card in cards} - large
    places = [one for first in seen for one in first]
    small_places = sum(one.coop_id in small for one in places) / len(places)
    most = fmean(max(Counter(one.coop_id for one in first).values()) / len(first) for first in seen if first)
    shown = len({one.coop_id for one in places} & small) / len(small)
    print(
        f"first {FIRST} {name:14}: small co-ops hold {small_places:.1%} of the places, {shown:.1%} of them are seen;"
        f" the largest share of one co-op in a demand is {most:.1%} on average"
    )


def _tell(name: str, figures: Sequence[tuple[float, float]]) -> None:
    gains, precisions = zip(*figures, strict=True)
    print(f"{name:4} nDCG@10 {fmean(gains):.3f}  precision@5 {fmean(precisions):.3f}  ({len(figures)} demands)")


if __name__ == "__main__":
    main()
