"""What markets ask, held against a listing: met, missing, or not known for want of a fact."""

from datetime import date
from typing import Any

import pytest
from msgspec import convert

from services.listings.readiness.rules import FACTS, RULES, fingerprint, readiness, rules_on
from shared.contracts.listings import ListingBody
from shared.contracts.readiness import Finding
from web.vocabulary import WORDS

TODAY = date(2026, 11, 23)
LYCHEE = {"hs6": "081090", "growing_area": "VN-BGOR-1", "packing_house": "VN-PH-7", "residue_test": "2026-05"}


def found(market: str, trade: dict[str, Any] | None = None, **said: Any) -> dict[str, Finding]:
    stated = {"sku": "1", "names": {"vi": "Vải thiều"}, "category": "food", "trade": trade, **said}
    markets = readiness(convert(stated, ListingBody), rules_on(TODAY), TODAY)
    [one] = [one for one in markets if one.market == market]
    return {finding.code: finding for finding in one.findings}


def verdicts(market: str, trade: dict[str, Any] | None = None, **said: Any) -> dict[str, str]:
    return {code: finding.verdict for code, finding in found(market, trade, **said).items()}


def test_a_paper_meets_only_while_it_counts() -> None:
    for expires, verdict in ("2026-11-23", "met"), ("2026-11-22", "missing"), (None, "met"):
        papers = [{"scheme": "MFDS", "number": "1", "expires": expires}]
        assert verdicts("KR", certificates=papers)["facility"] == verdict
    assert verdicts("KR")["facility"] == "missing"


def test_a_residue_test_counts_for_a_year() -> None:
    for month, verdict in ("2026-11", "met"), ("2025-11", "met"), ("2025-10", "missing"), (None, "unknown"):
        assert verdicts("JP", {**LYCHEE, "residue_test": month})["residues"] == verdict


def test_without_its_code_nobody_knows_what_fresh_goods_need() -> None:
    unknown = found("JP")["plant_health"]
    assert (unknown.verdict, unknown.facts) == ("unknown", ["hs6"])
    assert verdicts("JP", LYCHEE)["plant_health"] == "met"
    assert "plant_health" not in verdicts("JP", {"hs6": "100630"})
    assert "plant_health" not in verdicts("JP", category="handicraft")


def test_organic_is_a_claim_that_japan_asks_a_mark_for() -> None:
    organic = {"scheme": "ORGANIC", "number": "1"}
    assert "organic_mark" not in verdicts("JP")
    assert verdicts("JP", certificates=[organic])["organic_mark"] == "missing"
    assert verdicts("JP", certificates=[organic, {"scheme": "JAS"}])["organic_mark"] == "met"


def test_ready_is_who_meets_the_law_whatever_buyers_ask_besides() -> None:
    trade = {"hs6": "100630", "allergens": [], "residue_test": "2026-10"}
    names = {"vi": "Gạo", "ja": "米", "he": "אורז"}
    markets = readiness(
        convert({"sku": "1", "names": names, "category": "food", "trade": trade}, ListingBody), rules_on(TODAY), TODAY
    )
    assert {one.market: one.ready for one in markets} == {"JP": True, "KR": False, "IL": True, "VN": False}
    assert {one.market: one.proofs for one in markets}["IL"] == ["VIFTA"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.market} {rule.code}")
def test_every_rule_can_be_met_told_and_traced(rule: Any) -> None:
    assert bool(rule.schemes) is not bool(rule.facts)
    assert set(rule.facts) <= FACTS.keys()
    assert rule.source
    assert rule.code in WORDS["requirement"]
    assert rule.code in WORDS["requirement_todo"]


def test_rules_have_their_time() -> None:
    assert not [rule for rule in rules_on(date(2018, 12, 31)) if (rule.market, rule.code) == ("KR", "residues")]
    assert [rule for rule in rules_on(date(2019, 1, 1)) if (rule.market, rule.code) == ("KR", "residues")]
    assert fingerprint(rules_on(date(2018, 12, 31))) != fingerprint(rules_on(TODAY))


def test_crafts_are_asked_nothing_that_food_is() -> None:
    """Decoration of clay needs no test of what passes into food; nobody knows which it is before its code is stated."""
    craft: dict[str, Any] = {"names": {"vi": "Bình gốm"}, "category": "handicraft"}
    decoration, bowls = {"hs6": "691310"}, {"hs6": "691200"}
    assert verdicts("JP", **craft) == {"food_contact": "unknown"}
    assert verdicts("JP", decoration, **craft) == {}
    assert verdicts("JP", bowls | {"migration_test": "2023-12"}, **craft) == {"food_contact": "met"}
    assert verdicts("JP", bowls | {"migration_test": "2023-10"}, **craft) == {"food_contact": "missing"}
    assert verdicts("IL", decoration, **craft) == {"goods_label": "unknown"}
    assert verdicts("IL", decoration, **craft | {"names": {"vi": "Bình gốm", "he": "אגרטל"}}) == {"goods_label": "met"}
    assert [*verdicts("VN", decoration, **craft)] == ["ocop"]


def test_fish_are_asked_for_what_the_sea_asks() -> None:
    squid = {"hs6": "030743", "residue_test": "2026-10"}
    asked = {"drug_residues": "met", "catch_certificate": "unknown", "cold_chain": "unknown"}
    assert verdicts("JP", squid).items() >= asked.items()
    kept = {"storage": {"lowest": "-25", "highest": "-18"}, "catch_certificate": True}
    assert verdicts("JP", squid | kept).items() >= dict.fromkeys(asked, "met").items()
    assert verdicts("JP", squid | {"catch_certificate": False})["catch_certificate"] == "missing"
    assert not asked.keys() & verdicts("JP", {"hs6": "100630"}).keys()
    assert "residues" not in verdicts("JP", squid), "pesticides are for what grows in fields"
