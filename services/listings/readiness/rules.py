"""What markets ask, as dated data, and how a listing stands to it. Each rule names its source; none is legal advice."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct, json

from shared.contracts.listings import ListingBody
from shared.contracts.readiness import Fact, Finding, Mark, Market, MarketReadiness, Proof, Verdict
from shared.contracts.values import Category, Month, Scheme
from shared.months import month_of
from shared.ocop import valid_stars

MARKETS: tuple[Market, ...] = get_args(Market)
PROOFS: Mapping[Market, list[Proof]] = {
    "JP": ["VJ", "AJ", "CPTPP", "RCEP"],
    "KR": ["VK", "AK", "RCEP"],
    "IL": ["VIFTA"],
    "VN": [],
}
"""VJEPA since 2009, AJCEP, CPTPP, RCEP; VKFTA since 2015, AKFTA; VIFTA since November 2024."""
RESIDUES_COUNT_FOR = timedelta(days=366)
MIGRATION_COUNTS_FOR = timedelta(days=3 * 366)
"""Of one clay, glaze and lacquer: it is tested again when they change."""


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Applies to goods of these HS prefixes, or else of these categories (none named: to all), that claim one of
    `claims`. While goods have no code their category says whether it may concern them. Met by one of the schemes, or by
    all of the facts.
    """

    code: str
    market: Market
    kind: Literal["legal", "commercial"]
    valid_from: date
    valid_until: date | None = None
    hs: list[str] = []
    categories: list[Category] = []
    claims: list[Scheme] = []
    schemes: list[Scheme] = []
    facts: list[Fact] = []
    weeks: tuple[int, int]
    source: str
    verified: bool

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


RULES: Sequence[Rule] = json.decode(Path(__file__).with_name("requirements.json").read_bytes(), type=list[Rule])


@lru_cache(maxsize=8)
def rules_on(day: date) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.holds_on(day))


def fingerprint(rules: Sequence[Rule]) -> str:
    """Of what was asked: findings under another are found anew."""
    return hashlib.sha256(json.encode(list(rules))).hexdigest()[:16]


def readiness(body: ListingBody, rules: Sequence[Rule], today: date) -> list[MarketReadiness]:
    held = {one.scheme for one in body.certificates if one.holds_on(today)}
    found: dict[Market, list[Finding]] = {market: [] for market in MARKETS}
    for rule in rules:
        finding = _finding(rule, body, held, today)
        if finding is not None:
            found[rule.market].append(finding)
    return [
        MarketReadiness(market=market, ready=legal_verdict(findings) == "met", findings=findings, proofs=PROOFS[market])
        for market, findings in found.items()
    ]


def legal_verdict(findings: Sequence[Finding]) -> Verdict:
    """Of all that a market requires by law: the worst."""
    found = {finding.verdict for finding in findings if finding.kind == "legal"}
    return "missing" if "missing" in found else "unknown" if "unknown" in found else "met"


def mark(one: MarketReadiness) -> Mark:
    verdicts = [finding.verdict for finding in one.findings]
    return Mark(
        ready=one.ready,
        met=verdicts.count("met"),
        missing=verdicts.count("missing"),
        unknown=verdicts.count("unknown"),
    )


def _finding(rule: Rule, body: ListingBody, held: set[Scheme], today: date) -> Finding | None:
    """None for a rule that does not concern these goods."""
    needed = _concerns(rule, body)
    if needed is None:
        return None
    verdict: Verdict = "unknown"
    facts = needed
    if not needed and rule.schemes:
        verdict = "met" if held.intersection(rule.schemes) else "missing"
    elif not needed:
        told = {fact: FACTS[fact](body, today) for fact in rule.facts}
        facts = [fact for fact, how in told.items() if how != "met"]
        verdict = "missing" if "missing" in told.values() else "unknown" if facts else "met"
    return Finding(
        code=rule.code,
        kind=rule.kind,
        verdict=verdict,
        schemes=rule.schemes,
        facts=facts,
        weeks=rule.weeks,
        source=rule.source,
        verified=rule.verified,
    )


def _concerns(rule: Rule, body: ListingBody) -> list[Fact] | None:
    """The facts without which nobody can say whether it does; none of them: it does. None: it does not."""
    if rule.claims and not any(one.scheme in rule.claims for one in body.certificates):
        return None
    code = body.trade.hs6 if body.trade else None
    if rule.hs and code is not None:
        return [] if code.startswith(tuple(rule.hs)) else None
    if rule.categories and body.category is not None and body.category not in rule.categories:
        return None
    if rule.hs:
        return ["hs6"]
    return ["category"] if rule.categories and body.category is None else []


def _residue_test(body: ListingBody, today: date) -> Verdict:
    return _tested(body.trade.residue_test if body.trade else None, today, RESIDUES_COUNT_FOR)


def _migration_test(body: ListingBody, today: date) -> Verdict:
    return _tested(body.trade.migration_test if body.trade else None, today, MIGRATION_COUNTS_FOR)


def _tested(month: Month | None, today: date, counts_for: timedelta) -> Verdict:
    if month is None:
        return "unknown"
    return "met" if month >= month_of(today - counts_for) else "missing"


def _catch_certificate(body: ListingBody, _: date) -> Verdict:
    promised = body.trade.catch_certificate if body.trade else None
    return "unknown" if promised is None else "met" if promised else "missing"


def _ocop(body: ListingBody, today: date) -> Verdict:
    return "met" if valid_stars(body.ocop, today) else "missing"


def _stated(value: object) -> Verdict:
    return "unknown" if value is None or value == "" else "met"


FACTS: Mapping[Fact, Callable[[ListingBody, date], Verdict]] = {
    "residue_test": _residue_test,
    "migration_test": _migration_test,
    "catch_certificate": _catch_certificate,
    "storage": lambda body, _: _stated(body.trade and body.trade.storage),
    "ocop": _ocop,
    "growing_area": lambda body, _: _stated(body.trade and body.trade.growing_area),
    "packing_house": lambda body, _: _stated(body.trade and body.trade.packing_house),
    "allergens": lambda body, _: _stated(None if body.trade is None else body.trade.allergens),
    "on_arrival": lambda body, _: _stated(body.trade and body.trade.on_arrival),
    "gtin": lambda body, _: _stated(body.trade and body.trade.gtin),
    "name_ja": lambda body, _: _stated(body.names.get("ja")),
    "name_ko": lambda body, _: _stated(body.names.get("ko")),
    "name_he": lambda body, _: _stated(body.names.get("he")),
}
"""How a listing stands to each fact on a day."""
