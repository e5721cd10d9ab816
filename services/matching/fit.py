"""How well a listing fits a demand: one score, and whether it is worth suggesting.

The score is the weighted mean of the credits of what the demand asks, with a little for valid OCOP stars, which decides
between equals. The weights depend on the demand alone, so a fact that gets better never lowers a listing's score.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from services.matching.requirements import findings
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody, Requirement
from shared.ocop import valid_stars

WEIGHTS: Mapping[str, float] = {"product": 4, "capacity": 2, "moq": 1, "certificate": 2, "ocop": 1}
STARS_WEIGHT = 0.5
MOST_STARS = 5
TOLERATED = 1
"""Unmet requirements, beside the product, with which a listing is still suggested: the two sides may settle one."""


class Fit(NamedTuple):
    score: float
    requirements: list[Requirement]

    @property
    def is_worth_suggesting(self) -> bool:
        product, *others = self.requirements
        return product.verdict != "unmet" and sum(other.verdict == "unmet" for other in others) <= TOLERATED


def fit(demand: DemandBody, card: ListingCard, today: date) -> Fit:
    found = list(findings(demand, card, today))
    weights = [WEIGHTS[finding.requirement.name.split(":", 1)[0]] for finding in found]
    stars = valid_stars(card.ocop, today) or 0
    credit = sum(weight * finding.credit for weight, finding in zip(weights, found, strict=True))
    score = (credit + STARS_WEIGHT * stars / MOST_STARS) / (sum(weights) + STARS_WEIGHT)
    return Fit(round(score, 4), [finding.requirement for finding in found])
