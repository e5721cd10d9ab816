"""Listings of a case judged and put in order, the best first."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from services.matching.verdicts.case import Case, ListingId, Offered, Wanted
from services.matching.verdicts.delivery import free_in
from services.matching.verdicts.pricing import Pricing, pricing
from services.matching.verdicts.products import product
from services.matching.verdicts.terms import MARKET, terms
from services.matching.verdicts.verdict import Answer, Verdict

FAR_OVER = Fraction(5, 4)
_SOFT = {"price", "lead_time", "product"}


class Told(Struct, frozen=True):
    verdict: Answer
    reason: str


class Judged(Struct, frozen=True):
    ranked: list[ListingId]
    verdicts: dict[ListingId, dict[str, Told]]


class _Standing(NamedTuple):
    listing: Offered
    verdicts: dict[str, Verdict]
    grade: int
    pricing: Pricing


def judged(case: Case) -> Judged:
    standings = [_standing(case, it) for it in case.listings]
    standings.sort(key=_order)
    told = {
        it.listing.id: {name: Told(one.verdict, one.reason) for name, one in it.verdicts.items()} for it in standings
    }
    return Judged([it.listing.id for it in standings], told)


def grade(wanted: Wanted, offered: Offered, verdicts: Mapping[str, Verdict | Told], price: Pricing) -> int:
    """3 all met; 2 something unknown or a soft one unmet; 1 a hard one unmet or far too dear; 0 no use."""
    counted = {name: it.verdict for name, it in verdicts.items() if not name.startswith(MARKET)}
    hard = sum(answer == "unmet" for name, answer in counted.items() if name not in _SOFT)
    if counted["product"] == "unmet" or hard > 1 or _far_too_little(wanted, offered):
        return 0
    if hard or (price.verdict.verdict == "unmet" and price.ratio is not None and price.ratio > FAR_OVER):
        return 1
    return 3 if all(answer == "met" for answer in counted.values()) else 2


def _standing(case: Case, offered: Offered) -> _Standing:
    price = pricing(case.demand, offered, case.as_of, case.rates_vnd)
    verdicts = {"product": product(case.demand, offered)}
    verdicts |= terms(case.demand, offered, case.as_of, price)
    return _Standing(offered, verdicts, grade(case.demand, offered, verdicts, price), price)


def _far_too_little(wanted: Wanted, offered: Offered) -> bool:
    """Nothing free, or under half of what is asked, in a month."""
    asked = wanted.quantity_per_month
    if asked is None:
        return False
    free = [free_in(month, asked, offered) for month in wanted.months or ()]
    return any(it is not None and (it <= 0 or it * 2 < Fraction(asked.amount)) for it in free)


def _order(it: _Standing) -> tuple[int, int, int, Fraction, int, str]:
    """The grade; then fewer unmet, fewer unknown, cheaper, more stars that are proven; the id at last."""
    answers = [verdict.verdict for verdict in it.verdicts.values()]
    proven = max((held.stars or 0 for held in it.listing.certificates or () if held.issued), default=0)
    price = it.pricing.ratio if it.pricing.ratio is not None else FAR_OVER
    return -it.grade, answers.count("unmet"), answers.count("unknown"), price, -proven, str(it.listing.id)
