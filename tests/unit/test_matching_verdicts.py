"""Verdicts against an oracle written from the rules alone: on kilograms, days and plain dictionaries."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.verdicts.case import Case, Measure, Offered
from services.matching.verdicts.pricing import pricing
from services.matching.verdicts.ranking import grade as graded
from services.matching.verdicts.ranking import judged

AS_OF = date(2026, 10, 1)
MONTHS = ["2026-12", "2027-01", "2027-02"]
KILOGRAMS = {"kg": 1, "KGM": 1, "yến": 10, "tạ": 100, "DTN": 100, "tấn": 1000, "TNE": 1000}
RATES = {"USD": 25000, "JPY": 165, "KRW": 18, "ILS": 6800}
INCLUSIVE = {
    "EXW": 0,
    "FCA": 1,
    "FAS": 2,
    "FOB": 3,
    "CFR": 4,
    "CPT": 4,
    "CIF": 5,
    "CIP": 5,
    "DAP": 6,
    "DPU": 7,
    "DDP": 8,
}
SCHEMES = ["HACCP", "ORGANIC", "JAS", "KOSHER", "EU_ORGANIC"]


class Product(NamedTuple):
    concept: str
    against_dried_ginger: str


PRODUCTS = [
    Product("gừng khô", "met"),
    Product("gừng", "unknown"),
    Product("nghệ", "unmet"),
    Product("trà xanh", "unmet"),
]

Json = dict[str, object]

amounts = st.integers(1, 40).map(lambda n: n * 100)
quantities = st.builds(
    lambda kilograms, unit: {"amount": kilograms / KILOGRAMS[unit], "unit": unit},
    amounts,
    st.sampled_from(sorted(KILOGRAMS)),
) | st.builds(lambda n: {"amount": n, "unit": "thùng"}, st.integers(1, 300))
days = st.dates(date(2023, 6, 1), date(2028, 12, 31)).map(str)
maybe_days = st.none() | days
certificates = st.lists(
    st.fixed_dictionaries({"scheme": st.sampled_from(SCHEMES), "issued": maybe_days, "expires": maybe_days})
    | st.fixed_dictionaries({"scheme": st.just("OCOP"), "stars": st.integers(3, 5), "issued": maybe_days}),
    max_size=3,
    unique_by=lambda it: str(it["scheme"]),
)
prices = st.lists(
    st.fixed_dictionaries(
        {
            "incoterm": st.sampled_from(sorted(INCLUSIVE)),
            "amount": st.integers(1, 400).map(lambda n: n / 10),
            "currency": st.sampled_from(["USD"]),
            "per_unit": st.sampled_from(["kg", "yến", "thùng"]),
            "min_quantity": st.none() | quantities,
            "valid_to": st.none() | st.sampled_from(["2026-09-30", "2026-10-01", "2027-03-31"]),
        }
    ),
    max_size=3,
)


@st.composite
def listings(draw: st.DrawFn, number: int) -> Json:
    held = draw(certificates)
    schemes = {it["scheme"] for it in held}
    return {
        "id": f"l{number}",
        "names": {"vi": "hàng"},
        "concept_vi": draw(st.sampled_from(PRODUCTS)).concept,
        "hs6": "091011",
        "province": "Hà Giang",
        "stars": draw(st.none() | st.integers(3, 5)),
        "capacity": draw(st.dictionaries(st.sampled_from(MONTHS), quantities)),
        "promised": draw(st.dictionaries(st.sampled_from(MONTHS), quantities, max_size=1)),
        "moq": draw(st.none() | quantities),
        "incoterms": draw(st.none() | st.lists(st.sampled_from(sorted(INCLUSIVE)), min_size=1, unique=True)),
        "prices": draw(prices),
        "lead_time_days": draw(st.none() | st.integers(0, 120)),
        "pack": draw(st.none() | st.just({"carton_net_kg": 10})),
        "certificates": held,
        "certificates_none": [it for it in draw(st.lists(st.sampled_from(SCHEMES), unique=True)) if it not in schemes],
        "registrations": draw(
            st.just([]) | maybe_days.map(lambda day: [{"scheme": "MFDS", "number": "1", "valid_to": day}])
        ),
        "registrations_none": [],
    }


@st.composite
def cases(draw: st.DrawFn) -> Json:
    months = MONTHS[: draw(st.integers(1, 3))]
    return {
        "case_id": "c",
        "as_of": str(AS_OF),
        "rates_vnd": RATES,
        "demand": {
            "id": "d",
            "text": "",
            "concept_vi": "gừng khô",
            "concept_en": "dried ginger",
            "hs6": "091011",
            "quantity_per_month": {"amount": draw(amounts), "unit": "KGM"},
            "months": months,
            "destination": {"country": draw(st.sampled_from(["JP", "KR", "IL", "VN"])), "port": None},
            "incoterm": draw(st.sampled_from(sorted(INCLUSIVE))),
            "incoterm_place": None,
            "target_price": {"amount": draw(st.integers(1, 30)), "currency": "USD", "per_unit": "KGM"},
            "required_certificates": draw(st.lists(st.sampled_from(["HACCP", "ORGANIC", "JAS"]), unique=True)),
            "min_ocop_stars": draw(st.none() | st.integers(3, 5)),
        },
        "listings": [draw(listings(number)) for number in range(draw(st.integers(1, 4)))],
    }


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
    """Kilograms a month; where promises cannot be weighed, the whole only if that is short already."""
    found: list[Fraction | None] = []
    for month in case.demand.months or []:
        stated, promised = (listing.capacity or {}).get(month), (listing.promised or {}).get(month)
        whole = kilograms(stated, listing) if stated else None
        taken = kilograms(promised, listing) if promised else Fraction(0)
        if whole is not None and taken is None:
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


@settings(max_examples=300, deadline=None)
@given(cases())
def test_verdicts_are_those_of_the_rules_and_the_order_is_by_grade(case: Json) -> None:
    found = told(case)
    listed = {str(it.id): it for it in found.case.listings}
    assert found.verdicts == {name: oracle(found.case, it) for name, it in listed.items()}
    assert sorted(found.ranked) == sorted(listed)
    grades = [grade(found.case, listed[name]) for name in found.ranked]
    assert all(one >= other for one, other in pairwise(grades))


def a_case(*, demand: Json | None = None, **listing: object) -> Json:
    """A demand that the listing fits in everything, but for what is told."""
    month = MONTHS[0]
    return {
        "as_of": str(AS_OF),
        "rates_vnd": RATES,
        "demand": {
            "id": "d",
            "concept_vi": "gừng khô",
            "hs6": "091011",
            "months": [month],
            "incoterm": "FOB",
            "quantity_per_month": {"amount": 1000, "unit": "KGM"},
            "destination": {"country": "VN"},
        }
        | (demand or {}),
        "listings": [
            {
                "id": "l",
                "names": {"vi": "Gừng khô"},
                "concept_vi": "gừng khô",
                "capacity": {month: {"amount": 1, "unit": "tấn"}},
                "moq": {"amount": 1, "unit": "tạ"},
                "incoterms": ["FOB"],
                "lead_time_days": 20,
            }
            | listing
        ],
    }


@pytest.mark.parametrize(
    ("asked_for", "offered", "answer"),
    [
        ("lạc", "đậu phộng", "met"),
        ("bơ", "bò", "unmet"),
        ("dứa", "dừa", "unmet"),
        ("gừng khô", "gừng", "unknown"),
        ("xoài sấy", "xoài", "unknown"),
        ("xoài sấy", "mít sấy", "unmet"),
        ("cà phê robusta", "cà phê", "unknown"),
        ("hàng lạ không ai biết", "hàng lạ", "unknown"),
    ],
)
def test_products_are_the_lexicons_concepts_and_never_folded_together(
    asked_for: str, offered: str, answer: str
) -> None:
    case = a_case(demand={"concept_vi": asked_for}, concept_vi=offered, names={"vi": offered})
    assert told(case).verdicts["l"]["product"] == answer


def test_one_of_two_certificates_is_enough() -> None:
    case = a_case(
        demand={"required_certificates": ["HACCP|ISO22000"]},
        certificates_none=["HACCP"],
        certificates=[{"scheme": "ISO22000", "expires": "2027-01-01"}],
    )
    assert told(case).verdicts["l"]["certificate:HACCP|ISO22000"] == "met"


def test_an_expected_kosher_certificate_never_lowers_the_grade() -> None:
    case = a_case(demand={"destination": {"country": "IL"}}, certificates_none=["KOSHER"])
    found = judged(msgspec.json.decode(msgspec.json.encode(case), type=Case)).verdicts["l"]
    listing = msgspec.json.decode(msgspec.json.encode(case), type=Case)
    assert found["market:KOSHER"].verdict == "unmet"
    assert (
        graded(listing.demand, listing.listings[0], found, pricing(listing.demand, listing.listings[0], AS_OF, {})) == 3
    )


@pytest.mark.parametrize(("ends", "answer"), [("2026-12-30", "unmet"), ("2026-12-31", "met"), (None, "unknown")])
def test_a_certificate_holds_to_the_last_day_of_the_last_month(ends: str | None, answer: str) -> None:
    case = a_case(demand={"required_certificates": ["HACCP"]}, certificates=[{"scheme": "HACCP", "expires": ends}])
    assert told(case).verdicts["l"]["certificate:HACCP"] == answer


@pytest.mark.parametrize(("amount", "expected"), [(100, 3), (101, 2), (125, 2), (126, 1)])
def test_a_quarter_over_the_target_is_far_over(amount: int, expected: int) -> None:
    target = {"amount": 100, "currency": "VND", "per_unit": "KGM"}
    offered = {"incoterm": "FOB", "amount": amount, "currency": "VND", "per_unit": "kg"}
    case = msgspec.json.decode(
        msgspec.json.encode(a_case(demand={"target_price": target}, prices=[offered])), type=Case
    )
    found = judged(case).verdicts["l"]
    priced = pricing(case.demand, case.listings[0], AS_OF, case.rates_vnd)
    assert graded(case.demand, case.listings[0], found, priced) == expected


@pytest.mark.parametrize(
    "broken",
    [
        {"months": ["2027-13"]},
        {"months": ["tháng 3"]},
        {"quantity_per_month": {"amount": "NaN", "unit": "KGM"}},
        {"quantity_per_month": {"amount": "1e999999999", "unit": "KGM"}},
        {"target_price": {"amount": -1, "currency": "USD", "per_unit": "KGM"}},
    ],
)
def test_a_demand_that_cannot_be_judged_is_refused(broken: Json) -> None:
    whole = {"as_of": "2026-10-01", "demand": {"id": 1} | broken, "listings": []}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(whole, Case, strict=False)


@pytest.mark.parametrize("listings", [[{"id": 1}, {"id": 1}], [{"id": 1, "lead_time_days": 10**9}]])
def test_listings_that_cannot_be_judged_are_refused(listings: list[Json]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"as_of": "2026-10-01", "demand": {"id": 1}, "listings": listings}, Case, strict=False)
