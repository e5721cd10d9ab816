"""The rules of the verdicts and the grades, written from the rules alone: on kilograms, days and plain dictionaries."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import msgspec

from services.matching.verdicts.case import Case, Measure, Offered
from services.matching.verdicts.ranking import judged
from tests.support.verdict_cases import AS_OF, INCLUSIVE, KILOGRAMS, PRODUCTS, Json


class Told(NamedTuple):
    case: Case
    ranked: list[str]
    verdicts: Mapping[str, Mapping[str, str]]


def told(case: Json) -> Told:
    decoded = msgspec.json.decode(msgspec.json.encode(case), type=Case)
    found = judged(decoded)
    assert all(it.reason for verdicts in found.verdicts.values() for it in verdicts.values())
    verdicts = {str(name): {one: str(it.verdict) for one, it in all_.items()} for name, all_ in found.verdicts.items()}
    return Told(decoded, [str(it) for it in found.ranked], verdicts)


def kilograms(quantity: Measure, listing: Offered) -> Fraction | None:
    if quantity.unit == "thùng":
        return Fraction(quantity.amount) * 10 if listing.pack else None
    return Fraction(quantity.amount) * KILOGRAMS[quantity.unit]


def number(*, yes: bool | None) -> str:
    return "unknown" if yes is None else "met" if yes else "unmet"


def last_day(case: Case) -> date:
    year, month = map(int, (case.demand.months or [])[-1].split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def asked(case: Case) -> Fraction:
    assert case.demand.quantity_per_month
    return Fraction(case.demand.quantity_per_month.amount)


def free(case: Case, listing: Offered) -> list[Fraction | None]:
    """Kilograms a month; where promises cannot be weighed, the whole only if that is short already. Cartons that are
    all promised are none, whatever they weigh.
    """
    found: list[Fraction | None] = []
    for month in case.demand.months or []:
        stated, promised = (listing.capacity or {}).get(month), (listing.promised or {}).get(month)
        whole = kilograms(stated, listing) if stated else None
        taken = kilograms(promised, listing) if promised else Fraction(0)
        if stated and promised and stated.unit == promised.unit and promised.amount >= stated.amount:
            found.append(Fraction(0))
        elif whole is not None and taken is None:
            found.append(whole if whole < asked(case) else None)
        else:
            found.append(None if whole is None or taken is None else whole - taken)
    return found


def valid(ends: list[date | None], case: Case, *, denied: bool) -> str:
    if not ends:
        return "unmet" if denied else "unknown"
    return number(yes=None if ends[0] is None else ends[0] >= last_day(case))


def certificate(scheme: str, case: Case, listing: Offered) -> str:
    held = {it.scheme: it.expires for it in listing.certificates or []}
    none = set(listing.certificates_none or [])
    if scheme != "ORGANIC" or case.demand.country != "JP":
        return valid([held[scheme]] if scheme in held else [], case, denied=scheme in none)
    if "JAS" in held:
        return valid([held["JAS"]], case, denied=False)
    return "unmet" if {"ORGANIC", "EU_ORGANIC"} & set(held) or {"JAS", "ORGANIC"} & none else "unknown"


def ocop(stars: int, case: Case, listing: Offered) -> str:
    held = next((it for it in listing.certificates or [] if it.scheme == "OCOP"), None)
    if held is None:
        return "unknown"
    if (held.stars or 0) < stars:
        return "unmet"
    if held.issued is None:
        return "unknown"
    year, month, day = held.issued.year + 3, held.issued.month, held.issued.day
    return number(yes=date(year, month, min(day, calendar.monthrange(year, month)[1])) >= last_day(case))


def oracle(case: Case, listing: Offered) -> dict[str, str]:
    demand, months = case.demand, free(case, listing)
    short = any(it is not None and it < asked(case) for it in months)
    moq = kilograms(listing.moq, listing) if listing.moq else None
    days, first = listing.lead_time_days, date.fromisoformat((demand.months or [])[0] + "-01")
    found = {
        "product": next(it.against_dried_ginger for it in PRODUCTS if it.concept == listing.concept_vi),
        "capacity": "unmet" if short else "unknown" if None in months else "met",
        "moq": number(yes=None if moq is None else moq <= asked(case)),
        "incoterm": number(yes=None if listing.incoterms is None else demand.incoterm in listing.incoterms),
        "price": price(case, listing)[0],
        "lead_time": number(yes=None if days is None else AS_OF + timedelta(days=days) <= first),
    }
    for scheme in demand.required_certificates or []:
        found[f"certificate:{scheme}"] = certificate(scheme, case, listing)
    if demand.min_ocop_stars:
        found["ocop"] = ocop(demand.min_ocop_stars, case, listing)
    if demand.country == "KR":
        found["registration:MFDS"] = valid([it.valid_to for it in listing.registrations or []], case, denied=False)
    if demand.country == "IL":
        found["market:KOSHER"] = certificate("KOSHER", case, listing)
    return found


def price(case: Case, listing: Offered) -> tuple[str, Fraction | None]:
    """The answer, and how far over the target the price is that decided against it."""
    assert case.demand.target_price
    target, wanted = Fraction(case.demand.target_price.amount), INCLUSIVE[case.demand.incoterm or ""]
    best: dict[int, Fraction] = {}
    for it in listing.prices or []:
        least = kilograms(it.min_quantity, listing) if it.min_quantity else Fraction(0)
        weight = kilograms(Measure(Decimal(1), it.per_unit), listing)
        if least is None or least > asked(case) or weight is None or (it.valid_to and it.valid_to < AS_OF):
            continue
        rank = INCLUSIVE[it.incoterm or ""]
        best[rank] = min(best.get(rank, Fraction(10**9)), Fraction(it.amount) / weight / target)
    if any(rank >= wanted and ratio <= 1 for rank, ratio in best.items()):
        return "met", None
    cheaper = [ratio for rank, ratio in best.items() if rank < wanted and ratio > 1]
    over = [best[wanted]] if wanted in best else cheaper
    return ("unmet", max(over)) if over else ("unknown", None)


def grade(case: Case, listing: Offered) -> int:
    found = {name: it for name, it in oracle(case, listing).items() if name != "market:KOSHER"}
    hard = [name for name, it in found.items() if it == "unmet" and name not in {"product", "price", "lead_time"}]
    if (
        found["product"] == "unmet"
        or len(hard) > 1
        or any(it is not None and it * 2 < asked(case) for it in free(case, listing))
    ):
        return 0
    over = price(case, listing)[1]
    if hard or (over is not None and over > Fraction(5, 4)):
        return 1
    return 3 if set(found.values()) == {"met"} else 2
