"""OCOP: which rules hold on which day, which stars a score earns, and how long a certificate counts.

The rule sets are data with dates, in `ocop_rules.json`: each Decision keeps its own groups, with what they are called
in the groups of 148/2023. A certificate goes by the rules that were in force when it was issued. What a commune
assesses beforehand earns no star; only `Ocop`, a certificate, does.
"""

import calendar
from collections.abc import Sequence
from datetime import MAXYEAR, date
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from msgspec import Struct, json

from shared.contracts.values import Category, Level, Ocop, OcopRules

FULL_SCORE = Decimal(100)


class Rules(Struct, frozen=True, kw_only=True):
    """`stars`: from which score on. `groups`: the Decision's own → ours. `verified`: read in the Decision itself."""

    rules: OcopRules
    decision: str
    in_force_from: date
    months_valid: int
    parts: dict[str, int]
    stars: dict[int, Decimal]
    groups: dict[str, Category]
    certified_by: dict[int, list[Level]]
    verified: bool

    def stars_for(self, score: Decimal) -> int:
        """A council's average has decimals: 89.5 is four stars, 69.99 is three."""
        return max(stars for stars, least in self.stars.items() if score >= least)

    def last_day(self, issued: date) -> date:
        """The same day so many calendar months later, 28 February for the 29th."""
        years, months = divmod(issued.month - 1 + self.months_valid, 12)
        year, month = issued.year + years, months + 1
        if year > MAXYEAR:
            return date.max
        return date(year, month, min(issued.day, calendar.monthrange(year, month)[1]))


RULE_SETS: Sequence[Rules] = json.decode(
    Path(__file__).with_name("ocop_rules.json").read_bytes(), type=list[Rules], strict=False
)
"""The oldest first."""


def rules_of(ocop: Ocop) -> Rules:
    """Those that the certificate names, else those in force at its issue."""
    named = [rules for rules in RULE_SETS if rules.rules == ocop.rules]
    return named[0] if named else in_force(ocop.issued)


def in_force(day: date) -> Rules:
    """On days before the first Decision: the first."""
    begun = [*takewhile(lambda rules: rules.in_force_from <= day, RULE_SETS)]
    return begun[-1] if begun else RULE_SETS[0]


@lru_cache(maxsize=4096)
def last_day(issued: date) -> date:
    """Of a certificate by the rules in force at its issue."""
    return in_force(issued).last_day(issued)


def valid_stars(ocop: Ocop | None, on: date) -> int | None:
    """The stars that may be shown on a day; None without a certificate that is valid then."""
    if ocop is None or not ocop.issued <= on <= last_day(ocop.issued):
        return None
    return ocop.stars


def faults(ocop: Ocop) -> dict[str, str]:
    """What of a certificate contradicts its rules, by field."""
    rules = rules_of(ocop)
    wrong = {}
    if ocop.rules is not None and ocop.issued < rules.in_force_from:
        wrong["rules"] = "rules_not_in_force"
    if ocop.group and ocop.group not in rules.groups:
        wrong["group"] = "unknown"
    if ocop.score is not None and not (ocop.score.is_finite() and 0 <= ocop.score <= FULL_SCORE):
        wrong["score"] = "out_of_range"
    elif ocop.score is not None and rules.stars_for(ocop.score) != ocop.stars:
        wrong["stars"] = "not_of_score"
    if ocop.certified_by is not None and ocop.certified_by not in rules.certified_by[ocop.stars]:
        wrong["certified_by"] = "certifies_not"
    return wrong
