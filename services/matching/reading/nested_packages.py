"""Packages inside packages, in Japanese and Korean: bottles of 500 ml, twelve in a case."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary, is_package

_WITHIN = {"ja": r"(?:入り?の?|詰めの?)", "ko": r"(?:들이|입|씩 ?담은)"}
_MAKES_ONE = {"ja": r"(?:で|が|を) ?1 ?", "ko": r"(?:가|이|를|을|로|으로)? ?(?:한|1) ?"}
_HEAVIEST = 30
"""Kilograms or litres that stand in a package; behind a comma, more of it is what is wanted."""
_LARGE = {"TNE", "STN", "LTN", "DTN"}


class Nested(NamedTuple):
    """`holds` has the groups `amount` and `unit`: what one of the inner packages holds."""

    holds: re.Match[str]
    pack: str | None
    """The code of the inner package; of the outer one when the inner is not named."""


def nested_packages(page: Page, words: Vocabulary) -> Iterator[Nested]:
    """One after the other as the page stands then: whoever takes one hides it from the next pattern."""
    if words.language not in _WITHIN:
        return
    for pattern in _inside(words):
        for match in list(pattern.finditer(page.left)):
            if not _is_quantity(match, words):
                yield Nested(match, _pack(match, words))
    for match in list(_times(words).finditer(page.left)):
        rest = page.left[: match.start()] + page.left[match.end() :]
        if re.search(rf"{NUMBER} ?(?:{words.unit}|{CONTAINERS})", rest):
            yield Nested(match, _pack(match, words))


@cache
def _inside(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    pack, kinds = words.package, words.package_kinds
    pieces = rf"(?:{words.units['H87'].pattern}|{pack})"
    inner = rf"(?:짜리|용량의?|입|들이|入りの?|入|詰めの?|の| )*(?:{kinds} ?(?P<inner>{pack}))?"
    between = r"(?P<between>(?: ?\([가-힣ァ-ヶー一-龥]{1,6}\))?(?:[ の,、x*()/]|を|에|이)*)"
    count = rf"\d{{1,3}} ?(?:(?P<counted>{pieces}) ?)?"
    outer = rf"(?:[ /の(]|1(?!\d))*{kinds} ?(?P<outer>{pack})"
    one = rf"(?:(?<!\d)(?:1|한) ?{pack}(?:あたり|당|に|は|에|=|:|\(| )*)?"
    within, makes_one = _WITHIN[words.language], _MAKES_ONE[words.language]
    return (
        re.compile(rf"{one}{_size(words)}{inner}{between}{count}{within}(?:(?: ?[x*] ?\d{{1,3}} ?{pieces})?{outer})?"),
        re.compile(rf"{one}{_size(words)}{inner}{between}{count}\)? ?{makes_one}{outer}"),
        re.compile(rf"{_size(words)}{inner}{between}{count}/ ?1? ?(?P<outer>{pack})"),
        re.compile(rf"{_size(words)}{inner}{between}\d{{1,3}} ?(?:{pieces}) ?[x*] ?\d{{1,3}} ?{pieces}(?:{outer})?"),
        re.compile(rf"{_size(words)}{inner}{between}1 ?(?P<outer>{pack})(?:に|あたり|당|에)? ?{count}{within}"),
        re.compile(rf"{_size(words)}{inner}{between}(?=\d+ ?(?P<outer>{pack}) ?\({count}{within}\))"),
    )


@cache
def _times(words: Vocabulary) -> re.Pattern[str]:
    """500 g x 20, without a word for what the 20 are."""
    return re.compile(
        rf"{_size(words)} ?(?:真空|진공)?(?:包装|포장)? ?[x*] ?\d{{1,3}}(?!\d|[.,]\d| ?(?:{words.unit}|[x*回회번차]|{CONTAINERS}))(?: ?/ ?1? ?(?P<outer>{words.package}))?"
    )


def _size(words: Vocabulary) -> str:
    return rf"(?P<amount>{NUMBER}) ?(?P<unit>{words.measure})"


def _pack(match: re.Match[str], words: Vocabulary) -> str | None:
    codes = {name: words.code_of(match, name) for name, written in match.groupdict().items() if written}
    counted = codes.get("counted", "")
    return codes.get("inner") or (counted if is_package(counted) else codes.get("outer"))


def _is_quantity(match: re.Match[str], words: Vocabulary) -> bool:
    """As much as no package holds."""
    unit = words.code_of(match, "unit")
    small = unit in {"GRM", "MLT"} or decimal(match["amount"], words.language) <= _HEAVIEST
    apart = not match["inner"] and re.search("[,、]", match["between"])
    return unit in _LARGE or bool(apart and not small)
