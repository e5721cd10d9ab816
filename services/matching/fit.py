"""How well a listing fits a demand: one score, and whether it is worth suggesting (ADR 0020, 0023).

What is met is decided in `verdicts/` and nowhere else. The band decides before the weighted mean of the verdicts'
credits, with a little for valid OCOP stars and for what either side kept of its agreements. The weights depend on what
is asked alone, so a fact that gets better never lowers the score.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from services.matching.offering import is_asked, offered, rates_vnd, wanted
from services.matching.past import NO_PAST, past_requirement
from services.matching.past import credit as past_credit
from services.matching.verdicts.names import product_called
from services.matching.verdicts.papers import certificate
from services.matching.verdicts.pricing import pricing
from services.matching.verdicts.ranking import grade
from services.matching.verdicts.terms import terms
from services.matching.verdicts.verdict import Verdict
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.rankings import Past, Weighed
from shared.contracts.requirements import Requirement
from shared.contracts.values import Side
from shared.ocop import valid_stars


class Weights(msgspec.Struct, frozen=True):
    version: str
    weights: Mapping[str, float]


WEIGHTS = msgspec.convert(tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8")), Weights)
BEST = 4
DIGITS = 6
MOST_STARS = 5
TOLERATED = 1
"""Unmet requirements, beside the product, with which a listing is still suggested: the two sides may settle one."""
WISHED = "wished:"
_UNCOUNTED = (WISHED, "market:", "past:")
"""Told and scored, but no reason to leave a listing out."""


class Fit(NamedTuple):
    score: float
    band: int
    requirements: list[Requirement]
    weighed: list[Weighed]

    @property
    def is_worth_suggesting(self) -> bool:
        return is_worth_suggesting({it.name: it for it in self.requirements})


def is_worth_suggesting(judged: Mapping[str, Verdict | Requirement]) -> bool:
    if judged["product"].verdict == "unmet":
        return False
    return sum(it.verdict == "unmet" for name, it in judged.items() if is_counted(name)) <= TOLERATED


def is_counted(requirement: str) -> bool:
    return not requirement.startswith(_UNCOUNTED)


def fit(demand: DemandBody, card: ListingCard, today: date, coop: Past = NO_PAST, buyer: Past = NO_PAST) -> Fit:
    band, found = judge(demand, card, today)
    return _weighed_up(band, found, valid_stars(card.ocop, today) or 0, coop, buyer)


def fit_to_suggest(demand: DemandBody, card: ListingCard, today: date, coop: Past, buyer: Past) -> Fit | None:
    """None, and nothing weighed, for what is not worth suggesting: of all pairs that share a word that is most."""
    band, found = judge(demand, card, today)
    if not is_worth_suggesting(found):
        return None
    return _weighed_up(band, found, valid_stars(card.ocop, today) or 0, coop, buyer)


def _weighed_up(band: int, found: Mapping[str, Verdict], stars: int, coop: Past, buyer: Past) -> Fit:
    pasts: dict[Side, Past] = {"coop": coop, "buyer": buyer}
    weighed = [
        *(_weighed(name, verdict.credit) for name, verdict in found.items()),
        _weighed("stars", stars / MOST_STARS),
        *(_weighed(f"past:{side}", past_credit(past)) for side, past in pasts.items()),
    ]
    told = [_requirement(name, verdict) for name, verdict in found.items()]
    told += [one for side, past in pasts.items() if (one := past_requirement(side, past))]
    return Fit(scored(band, weighed), band, told, weighed)


def scored(band: int, weighed: Sequence[Weighed]) -> float:
    """From 0 to 1: a fifth for each band, and within it the mean."""
    mean = sum(one.weight * one.credit for one in weighed) / sum(one.weight for one in weighed)
    return round((band + mean) / (BEST + 1), DIGITS)


def judge(demand: DemandBody, card: ListingCard, today: date) -> tuple[int, dict[str, Verdict]]:
    """The band, and the product first, then what this demand asks; of another product nothing more is looked at."""
    product = _product(demand, card)
    if product.verdict == "unmet":
        return 0, {"product": product}
    asked = wanted(demand, today)
    offer = offered(card, asked)
    price = pricing(asked, offer, today, rates_vnd(today))
    found = {"product": product} | terms(asked, offer, today, price)
    found = {name: it for name, it in found.items() if is_asked(name, demand, card)}
    wished = {f"{WISHED}{scheme}": certificate(scheme, asked, offer) for scheme in demand.certificates_wished}
    return _band(grade(asked, offer, found, price), product), found | wished


def _band(graded: int, product: Verdict) -> int:
    """4 all met; 3 something unknown or a soft one unmet; 2 such, and it may be another product; 1 a hard one unmet or
    far too dear; 0 no use.
    """
    return graded + 1 if graded > 1 and product.verdict == "met" else graded


def _product(demand: DemandBody, card: ListingCard) -> Verdict:
    if demand.category and card.category and demand.category != card.category:
        return Verdict("unmet", "product_other_category", {"asked": demand.category, "offered": card.category}, 0)
    return product_called(demand.what, demand.lang, card.names)


def _requirement(name: str, verdict: Verdict) -> Requirement:
    return Requirement(name=name, verdict=verdict.verdict, why=verdict.why, facts=dict(verdict.facts))


def _weighed(name: str, credit: float) -> Weighed:
    return Weighed(name=name, weight=WEIGHTS.weights[name.partition(":")[0]], credit=round(credit, DIGITS))
