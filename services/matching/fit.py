"""How well a listing fits a demand: one score, and whether it is worth suggesting (ADR 0020).

What is met is decided in `verdicts/` and nowhere else. The score is the weighted mean of the verdicts' credits, with a
little for valid OCOP stars. The weights depend on what is asked alone, so a fact that gets better never lowers it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from services.matching.offering import is_asked, offered, rates_vnd, wanted
from services.matching.verdicts.names import product_called
from services.matching.verdicts.papers import certificate
from services.matching.verdicts.pricing import pricing
from services.matching.verdicts.terms import terms
from services.matching.verdicts.verdict import Verdict
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody, Requirement
from shared.ocop import valid_stars

WEIGHTS: Mapping[str, float] = tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8"))
MOST_STARS = 5
TOLERATED = 1
"""Unmet requirements, beside the product, with which a listing is still suggested: the two sides may settle one."""
WISHED = "wished:"
_UNCOUNTED = (WISHED, "market:")
"""Told and scored, but no reason to leave a listing out."""


class Fit(NamedTuple):
    score: float
    requirements: list[Requirement]

    @property
    def is_worth_suggesting(self) -> bool:
        product, *others = self.requirements
        counted = [it for it in others if is_counted(it.name)]
        return product.verdict != "unmet" and sum(it.verdict == "unmet" for it in counted) <= TOLERATED


def is_counted(requirement: str) -> bool:
    return not requirement.startswith(_UNCOUNTED)


def fit(demand: DemandBody, card: ListingCard, today: date) -> Fit:
    found = verdicts(demand, card, today)
    weights = {name: WEIGHTS[name.partition(":")[0]] for name in found}
    stars = valid_stars(card.ocop, today) or 0
    credit = sum(weights[name] * verdict.credit for name, verdict in found.items())
    whole = sum(weights.values()) + WEIGHTS["stars"]
    score = (credit + WEIGHTS["stars"] * stars / MOST_STARS) / whole
    return Fit(round(score, 4), [_requirement(name, verdict) for name, verdict in found.items()])


def verdicts(demand: DemandBody, card: ListingCard, today: date) -> dict[str, Verdict]:
    """The product first, then what this demand asks; of another product nothing more is looked at."""
    product = _product(demand, card)
    if product.verdict == "unmet":
        return {"product": product}
    asked = wanted(demand, today)
    offer = offered(card, asked)
    price = pricing(asked, offer, today, rates_vnd(today))
    found = {"product": product} | terms(asked, offer, today, price)
    return {name: it for name, it in found.items() if is_asked(name, demand, card)} | {
        f"{WISHED}{scheme}": certificate(scheme, asked, offer) for scheme in demand.certificates_wished
    }


def _product(demand: DemandBody, card: ListingCard) -> Verdict:
    if demand.category and card.category and demand.category != card.category:
        return Verdict("unmet", "product_other_category", {"asked": demand.category, "offered": card.category}, 0)
    return product_called(demand.what, demand.lang, card.names)


def _requirement(name: str, verdict: Verdict) -> Requirement:
    return Requirement(name=name, verdict=verdict.verdict, why=verdict.why, facts=dict(verdict.facts))
