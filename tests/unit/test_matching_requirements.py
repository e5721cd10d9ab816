from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from services.matching.fit import fit, judge
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.requirements import Verdict
from shared.contracts.values import Capacity, Category, Certificate, Language, Named, Ocop, Quantity, Unit
from shared.ids import uuid7

TODAY = date(2026, 5, 10)

DEMAND = DemandBody(what="dried mango", destination="JP")
CARD = ListingCard(
    id=uuid7(),
    version=1,
    status="published",
    sku="M-1",
    names={"vi": "Xoài sấy dẻo", "en": "Soft dried mango"},
    organisation=Named(id=uuid7(), name="HTX"),
    province=None,
    category=None,
    stars=None,
    ocop=None,
    certificates=[],
    price=None,
    moq=None,
    capacity=None,
    photo_id=None,
)


def verdicts(demand: DemandBody, card: ListingCard) -> dict[str, tuple[Verdict, str]]:
    found = judge(demand, card, TODAY)[1]
    return {name: (verdict.verdict, verdict.why) for name, verdict in found.items()}


def amount(number: str, unit: Unit = "KGM") -> Quantity:
    return Quantity(amount=Decimal(number), unit=unit)


def by_month(unit: Unit = "KGM", default: str = "0", **months: str) -> Capacity:
    return Capacity(unit=unit, by_month=[Decimal(months.get(f"m{month}", default)) for month in range(1, 13)])


@pytest.mark.parametrize(
    ("what", "names", "verdict"),
    [
        ("dried mango", {"vi": "Xoài sấy", "en": "Soft dried mango"}, "met"),
        ("xoài sấy", {"vi": "Xoài sấy dẻo"}, "met"),
        ("Nam Doc Mai dried mango", {"vi": "Xoài sấy", "en": "Dried mango"}, "unknown"),
        ("green tea", {"vi": "Chè xanh", "en": "Tea"}, "met"),
        ("dried mango", {"vi": "Xoài"}, "unknown"),
        ("mango", {"vi": "Xoài sấy"}, "unknown"),
        ("trà xanh", {"vi": "Đậu xanh"}, "unmet"),
        ("dried mango", {"vi": "Gạo nếp"}, "unmet"),
        ("!!!", {"vi": "Gạo nếp"}, "unmet"),
    ],
)
def test_product(what: str, names: Mapping[Language, str], verdict: Verdict) -> None:
    found = verdicts(replace(DEMAND, what=what), replace(CARD, names=dict(names)))
    assert found["product"][0] == verdict


@pytest.mark.parametrize(
    ("asked", "offered", "verdict"),
    [("food", "food", "met"), ("food", None, "met"), (None, "food", "met"), ("food", "drink", "unmet")],
)
def test_category(asked: Category | None, offered: Category | None, verdict: Verdict) -> None:
    found = verdicts(replace(DEMAND, category=asked), replace(CARD, category=offered))
    assert found["product"][0] == verdict


@pytest.mark.parametrize(
    ("asked", "capacity", "expected"),
    [
        (amount("2", "TNE"), by_month("DTN", "20"), ("met", "capacity_enough")),
        (amount("2", "TNE"), by_month("KGM", "1999.999"), ("unmet", "capacity_short")),
        (amount("2", "TNE"), by_month("XCT", "500"), ("unknown", "capacity_not_comparable")),
        (amount("500", "XCT"), by_month("XCT", "500"), ("met", "capacity_enough")),
        (amount("2", "TNE"), None, ("unknown", "capacity_not_stated")),
    ],
)
def test_capacity(asked: Quantity, capacity: Capacity | None, expected: tuple[Verdict, str]) -> None:
    found = verdicts(replace(DEMAND, quantity=asked), replace(CARD, capacity=capacity))
    assert found["capacity"] == expected


@pytest.mark.parametrize(
    ("deadline", "verdict"),
    [
        (date(2026, 5, 31), "met"),
        (date(2026, 7, 1), "met"),
        (date(2026, 8, 1), "unmet"),
        (date(2020, 1, 1), "met"),
        (None, "unmet"),
    ],
)
def test_capacity_counts_from_this_month_to_the_deadlines(deadline: date | None, verdict: Verdict) -> None:
    summer = replace(CARD, capacity=by_month(m5="100", m6="100", m7="100"))
    demand = replace(DEMAND, quantity=amount("100"), deadline=deadline)
    assert verdicts(demand, summer)["capacity"][0] == verdict


def test_capacity_goes_on_into_the_next_year() -> None:
    winter = replace(CARD, capacity=by_month(default="100", m1="5"))
    demand = replace(DEMAND, quantity=amount("100"))
    capacity = judge(replace(demand, deadline=date(2027, 2, 1)), winter, TODAY)[1]["capacity"]
    assert capacity.facts == {"asked": "100", "available": "5", "unit": "KGM", "month": "2027-01"}
    assert verdicts(replace(demand, deadline=date(2026, 12, 31)), winter)["capacity"][0] == "met"


@pytest.mark.parametrize(
    ("moq", "expected"),
    [
        (amount("5", "DTN"), ("met", "moq_within")),
        (amount("501"), ("unmet", "moq_above")),
        (amount("1", "XCT"), ("unknown", "moq_not_comparable")),
        (None, ("unknown", "moq_not_stated")),
    ],
)
def test_moq(moq: Quantity | None, expected: tuple[Verdict, str]) -> None:
    assert verdicts(replace(DEMAND, quantity=amount("500")), replace(CARD, moq=moq))["moq"] == expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], ("unknown", "certificate_not_recorded")),
        ([Certificate(scheme="HALAL", expires=date(2030, 1, 1))], ("unknown", "certificate_not_recorded")),
        ([Certificate(scheme="HACCP")], ("unknown", "certificate_end_not_recorded")),
        ([Certificate(scheme="HACCP", expires=date(2026, 8, 31))], ("met", "certificate_valid")),
        ([Certificate(scheme="HACCP", expires=date(2026, 8, 30))], ("unmet", "certificate_ends")),
        (
            [Certificate(scheme="HACCP", expires=date(2026, 1, 1)), Certificate(scheme="HACCP")],
            ("unknown", "certificate_end_not_recorded"),
        ),
        (
            [Certificate(scheme="HACCP", expires=date(2026, 1, 1)), Certificate(scheme="HACCP", expires=date.max)],
            ("met", "certificate_valid"),
        ),
    ],
)
def test_certificate_on_the_deadline(held: list[Certificate], expected: tuple[Verdict, str]) -> None:
    demand = replace(DEMAND, certificates=["HACCP"], deadline=date(2026, 8, 31))
    assert verdicts(demand, replace(CARD, certificates=held))["certificate:HACCP"] == expected


def test_certificate_today_without_a_deadline() -> None:
    demand = replace(DEMAND, certificates=["HACCP"])
    valid = replace(CARD, certificates=[Certificate(scheme="HACCP", expires=TODAY)])
    assert verdicts(demand, valid)["certificate:HACCP"][0] == "met"


@pytest.mark.parametrize(
    ("ocop", "expected"),
    [
        (None, ("unknown", "ocop_not_recorded")),
        (Ocop(stars=4, certificate="x", issued=date(2023, 8, 31)), ("met", "ocop_enough_stars")),
        (Ocop(stars=4, certificate="x", issued=date(2023, 8, 30)), ("unmet", "ocop_ends")),
        (Ocop(stars=3, certificate="x", issued=date(2025, 1, 1)), ("unmet", "ocop_too_few_stars")),
    ],
)
def test_ocop_on_the_deadline(ocop: Ocop | None, expected: tuple[Verdict, str]) -> None:
    demand = replace(DEMAND, min_stars=4, deadline=date(2026, 8, 31))
    assert verdicts(demand, replace(CARD, ocop=ocop))["ocop"] == expected


def test_only_what_is_asked_is_judged() -> None:
    assert list(verdicts(DEMAND, CARD)) == ["product"]
    everything = replace(DEMAND, quantity=amount("1"), certificates=["JAS", "HACCP"], min_stars=3)
    named = ["product", "capacity", "moq", "certificate:JAS", "certificate:HACCP", "ocop"]
    assert list(verdicts(everything, CARD)) == named


def test_one_unmet_requirement_may_be_settled_and_two_are_too_many() -> None:
    demand = replace(DEMAND, quantity=amount("100"))
    short = replace(CARD, capacity=by_month(default="10"))
    both = replace(short, moq=amount("200"))
    assert fit(demand, short, TODAY).is_worth_suggesting
    assert not fit(demand, both, TODAY).is_worth_suggesting
    assert not fit(demand, replace(CARD, names={"vi": "Gạo"}), TODAY).is_worth_suggesting
