"""Where a text speaks of certificates, by any of their names."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from services.matching.reading.page import Page

_OCOP = re.compile(
    r"(?<![a-z])ocop(?P<lead>[^\d★☆。.\n]{0,10}?)(?:(?P<after>[345]) ?-?(?:★|☆|つ?星|sao|stars?|성|스타|별|כוכבים)|(?P<signs>★{3,5}))"
    r"|(?P<before>[345]) ?-?(?:★|つ?星|sao|stars?|성급?|스타|별|כוכבים)[^\d。.\n]{0,12}?ocop|ocop[^\d。.\n]{0,6}별 ?(?P<counted>[345]) ?개|(?<![a-z])ocop(?![a-z]) ?-?(?P<bare>[345])?"
)
_LEVEL = (
    r"(?: ?-?(?:認定|認証|인증|certified|certificate|以上|이상|trở lên|tro len|or (?:above|higher|more|better)|ומעלה))*"
)
SUFFIX = r"(?:[ -]*(?:認証|認定|証明書?|マーク|인증서?|증명서|인증|certificat(?:e|es|ion)s?|certified|chứng nhận|giấy|תעודה|תעודת|תקן))*"
_BARE_EU = re.compile(
    r"(?:usda|nop|jas)(?: ?(?:organic|オーガニック|有機|유기농))? ?(?:か|または|もしくは|or|나|이나|또는|혹은|hoặc|/) ?"
    r"(?P<eu>eu(?:の?(?:有機|オーガニック)| ?유기농)?)(?![a-z])"
)
"""The second of two standards, told without what it is about: USDA NOPかEU."""
MOST_IN_ROW = 20
"""Standards named one after the other; whole texts of them would cost their square."""


class Mention(NamedTuple):
    start: int
    end: int
    scheme: str


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    rows = Path(__file__).with_name("certificates.psv").read_text("utf-8").splitlines()[1:]
    pairs = (row.split("|", 1) for row in rows if row)
    return [
        (scheme, re.compile(rf"(?<![a-z])[והבלמש]{{0,3}}-?(?:{pattern})(?![a-z]){SUFFIX}")) for scheme, pattern in pairs
    ]


def mentions(page: Page) -> Iterator[Mention]:
    for match in _OCOP.finditer(page.left):
        stars = (
            match["after"] or match["before"] or match["counted"] or match["bare"] or str(len(match["signs"] or "★★★"))
        )
        level = re.compile(_LEVEL).match(page.left, match.end())
        yield _taken(page, match.start(), level.end() if level else match.end(), f"OCOP{stars}")
    for scheme, pattern in _patterns():
        for match in list(pattern.finditer(page.left)):
            yield _taken(page, match.start(), match.end(), scheme)
    for match in _BARE_EU.finditer(page.text):
        if page.left.startswith("eu", match.start("eu")):
            yield _taken(page, match.start("eu"), match.end("eu"), "EU_ORGANIC")


def _taken(page: Page, start: int, end: int, scheme: str) -> Mention:
    page.take(start, end, f"certificate:{scheme}")
    return Mention(start, end, scheme)
