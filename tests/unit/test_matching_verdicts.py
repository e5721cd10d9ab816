"""Verdicts against the oracle, and single rules."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings

from services.matching.verdicts.case import Case
from services.matching.verdicts.pricing import pricing
from services.matching.verdicts.ranking import grade as graded
from services.matching.verdicts.ranking import judged
from tests.support.verdict_cases import AS_OF, Json, a_case, cases
from tests.support.verdict_oracle import grade, oracle, told


@settings(max_examples=300, deadline=None)
@given(cases())
def test_verdicts_are_those_of_the_rules_and_the_order_is_by_grade(case: Json) -> None:
    found = told(case)
    listed = {str(it.id): it for it in found.case.listings}
    assert found.verdicts == {name: oracle(found.case, it) for name, it in listed.items()}
    assert sorted(found.ranked) == sorted(listed)
    grades = [grade(found.case, listed[name]) for name in found.ranked]
    assert all(one >= other for one, other in pairwise(grades))


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


def test_a_day_that_no_lead_time_can_be_counted_from_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"as_of": "9999-12-31", "demand": {"id": 1}, "listings": []}, Case, strict=False)
