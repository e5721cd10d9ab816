from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from shared.contracts.values import Category, Ocop, OcopRules
from shared.ocop import RULE_SETS, Rules, faults, in_force, last_day, rules_of, valid_stars


@pytest.mark.parametrize(
    ("issued", "until"),
    [
        (date(2023, 3, 15), date(2026, 3, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2023, 12, 31), date(2026, 12, 31)),
        (date(9998, 1, 1), date.max),
    ],
)
def test_a_certificate_counts_for_36_calendar_months(issued: date, until: date) -> None:
    assert last_day(issued) == until


@given(st.dates(max_value=date(9990, 1, 1)))
def test_stars_count_from_the_day_of_issue_to_the_last_day(issued: date) -> None:
    ocop = Ocop(stars=4, certificate="OCOP-4-01", issued=issued)
    end = last_day(issued)
    assert valid_stars(ocop, issued) == 4
    assert valid_stars(ocop, end) == 4
    assert valid_stars(ocop, end + timedelta(days=1)) is None
    if issued > date.min:
        assert valid_stars(ocop, issued - timedelta(days=1)) is None


def test_without_a_certificate_there_are_no_stars() -> None:
    assert valid_stars(None, date(2026, 1, 1)) is None


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.rules)
@pytest.mark.parametrize(
    ("score", "stars"),
    [("100", 5), ("90", 5), ("89.99", 4), ("89.5", 4), ("70", 4), ("69.99", 3), ("50", 3), ("49.999", 2), ("29.9", 1)],
)
def test_a_score_between_two_bands_belongs_to_the_lower(rules: Rules, score: str, stars: int) -> None:
    assert rules.stars_for(Decimal(score)) == stars


@given(st.sampled_from(RULE_SETS), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_more_points_never_earn_fewer_stars(rules: Rules, one: Decimal, other: Decimal) -> None:
    fewer, more = sorted((one, other))
    assert 1 <= rules.stars_for(fewer) <= rules.stars_for(more) <= 5


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2019, 1, 1), "1048/2019"),
        (date(2023, 2, 23), "1048/2019"),
        (date(2023, 2, 24), "148/2023"),
        (date(2025, 7, 5), "148/2023"),
        (date(2025, 7, 6), "1489/2025"),
    ],
)
def test_a_certificate_goes_by_the_rules_of_its_day(day: date, rules: OcopRules) -> None:
    assert in_force(day).rules == rules


def test_every_group_of_every_decision_is_one_of_ours() -> None:
    assert {rules.rules for rules in RULE_SETS} == set(get_args(OcopRules))
    for rules in RULE_SETS:
        assert set(rules.groups.values()) <= set(get_args(Category))
        assert sum(rules.parts.values()) == 100
    assert rules_of(Ocop(stars=3, certificate="1", issued=date(2020, 5, 1))).groups["textiles"] == "handicraft"


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"score": Decimal("89.5")}, {}),
        ({"score": Decimal(90)}, {"stars": "not_of_score"}),
        ({"score": Decimal("69.99")}, {"stars": "not_of_score"}),
        ({"score": Decimal("100.01")}, {"score": "out_of_range"}),
        ({"score": Decimal("NaN")}, {"score": "out_of_range"}),
        ({"certified_by": "province"}, {}),
        ({"certified_by": "district"}, {"certified_by": "certifies_not"}),
        ({"group": "handicraft"}, {}),
        ({"group": "textiles"}, {"group": "unknown"}),
        ({"rules": "1489/2025"}, {"rules": "rules_not_in_force"}),
    ],
)
def test_a_certificate_agrees_with_its_rules(facts: dict[str, object], wrong: dict[str, str]) -> None:
    four = {"stars": 4, "certificate": "12/QĐ-UBND", "issued": "2024-01-31"}
    assert faults(convert({**four, **facts}, Ocop)) == wrong


def test_a_district_certified_three_stars_only_while_there_were_districts() -> None:
    for issued, wrong in (date(2024, 1, 1), {}), (date(2026, 1, 1), {"certified_by": "certifies_not"}):
        assert faults(Ocop(stars=3, certificate="1", issued=issued, certified_by="district")) == wrong
