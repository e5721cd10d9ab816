"""Listings of a case judged and put in order, the best first."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from services.matching.verdicts.case import Case, ListingId, Offered, Wanted
from services.matching.verdicts.delivery import capacity, free_in, incoterm, lead_time, moq
from services.matching.verdicts.papers import ISRAEL, KOREA, certificate, kosher, ocop, registration
from services.matching.verdicts.pricing import Pricing, pricing
from services.matching.verdicts.products import product
from services.matching.verdicts.verdict import Verdict

MARKET = "market:"
"""What a market's shops expect without the buyer asking: told, and never counted."""
FAR_OVER = Fraction(5, 4)
_SOFT = {"price", "lead_time", "product"}


class Judged(Struct, frozen=True):
    ranked: list[ListingId]
    verdicts: dict[ListingId, dict[str, Verdict]]


class _Standing(NamedTuple):
    listing: Offered
    verdicts: dict[str, Verdict]
    grade: int
    pricing: Pricing


def judged(case: Case) -> Judged:
    standings = [_standing(case, it) for it in case.listings]
    standings.sort(key=_order)
    return Judged([it.listing.id for it in standings], {it.listing.id: it.verdicts for it in standings})


def grade(wanted: Wanted, offered: Offered, verdicts: Mapping[str, Verdict], price: Pricing) -> int:
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
    verdicts = _verdicts(case.demand, offered, case.as_of, price)
    return _Standing(offered, verdicts, grade(case.demand, offered, verdicts, price), price)


def _verdicts(wanted: Wanted, offered: Offered, as_of: date, price: Pricing) -> dict[str, Verdict]:
    required = wanted.required_certificates or []
    found = {
        "product": product(wanted, offered),
        "capacity": capacity(wanted, offered),
        "moq": moq(wanted, offered),
        "incoterm": incoterm(wanted, offered),
        "price": price.verdict,
        "lead_time": lead_time(wanted, offered, as_of),
    }
    found |= {f"certificate:{scheme}": certificate(scheme, wanted, offered) for scheme in required}
    if wanted.min_ocop_stars is not None:
        found["ocop"] = ocop(wanted.min_ocop_stars, wanted, offered)
    if wanted.country == KOREA:
        found["registration:MFDS"] = registration("MFDS", wanted, offered)
    if wanted.country == ISRAEL and not any("KOSHER" in it.upper().split("|") for it in required):
        found[MARKET + "KOSHER"] = kosher(wanted, offered)
    return found


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
