"""What stands on a package and what stands in another: sizes of packages, and the one label of a text."""

import re
from typing import NamedTuple

from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary

SIZES = {"XBX": 2, "XCT": 3, "XCS": 3, "XCR": 3, "XPX": 4}
"""The larger kinds of package by what they stand in; all others are 1."""


class Label(NamedTuple):
    size: re.Match[str]
    pack: str


def is_nested(inner: str, outer: str) -> bool:
    """What one package can hold: bottles a carton, cartons a pallet, but no cartons a box."""
    size_in, size_out = SIZES.get(inner, 1), SIZES.get(outer, 1)
    return inner != outer and (size_in < size_out or size_in == size_out == 1)


def near_sample(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    start, end = page.clause(match.start())
    return bool(words.cue("sample").search(page.text[max(start, match.start() - 12) : min(end, match.end() + 12)]))


def label_of(page: Page, words: Vocabulary) -> Label | None:
    """The one small size and the one small package of a text."""
    small = "|".join(words.units[unit].pattern for unit in ("GRM", "MLT"))
    sizes = list(re.finditer(rf"(?P<amount>{NUMBER}) ?-?(?P<unit>{small})", page.left))
    counts = list(re.finditer(rf"{NUMBER} ?(?P<pack>{words.package})", page.left))
    packs = {code for it in counts if SIZES.get(code := words.code_of(it, "pack"), 1) <= SIZES["XBX"]}
    if len(sizes) != 1 or len(packs) != 1 or near_sample(page, sizes[0], words):
        return None
    return Label(sizes[0], packs.pop())
