"""The places that a text names: UN/LOCODE from `places.psv`."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary
from shared.lexicon.matching import matcher
from shared.text import fold

_AROUND = 24
"""Letters beside a place in which the name of a product that it is a part of stands."""
_LANGUAGES = ("ja", "ko", "he", "en", "vi")
_SHORTEST_UNMARKED = 5
"""Shorter Vietnamese country names without marks are other words (nhat, han, my)."""

_PREFECTURE = re.compile(r"[県府都道]|도 ")


_GROUP = re.compile(r"\((?:[^()])*\)[?*]?")
_NOT_LITERAL = re.compile(r"\0|\[[^\]]*\][?*]?|.[?*]|\\.|[.|^$+]")


class _Row(NamedTuple):
    code: str
    names: tuple[str, ...]
    keys: tuple[str, ...]


class Place(NamedTuple):
    start: int
    end: int
    code: str


def places_of(page: Page, words: Vocabulary, *, marked: bool) -> list[Place]:
    found = []
    for row in _rows(words):
        if any(key in page.left for key in row.keys):
            found += [Place(it.start(), it.end(), row.code) for it in _pattern(words, row.names).finditer(page.left)]
    found.sort(key=lambda it: (it.start - it.end, it.start))
    kept: list[Place] = []
    for place in found:
        if not marked and place.end - place.start < _SHORTEST_UNMARKED:
            continue
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return _without_quarters(page, sorted(it for it in kept if not _is_part_of_goods(page, it, words)))


def _is_part_of_goods(page: Page, place: Place, words: Vocabulary) -> bool:
    """Hội An lanterns go nowhere, and half of the Hebrew nutmeg is spelt like Muscat."""
    start = page.left.rfind(" ", 0, max(0, place.start - _AROUND)) + 1
    told = page.left[start : place.end + _AROUND]
    return any(
        it.concept
        and start + it.start <= place.start
        and place.end <= start + it.end
        and it.end - it.start > place.end - place.start
        for it in matcher(words.language).mentions(told)
    )


def _without_quarters(page: Page, places: list[Place]) -> list[Place]:
    """A name written on to another one is a part of it, whatever it means abroad (東京大田); 千葉県船橋市 is the city."""
    kept: list[Place] = []
    for place in places:
        gap = page.left[kept[-1].end : place.start] if kept else "-"
        if not gap and kept[-1].code[:2] != place.code[:2]:
            kept[-1] = kept[-1]._replace(end=place.end)
        elif _PREFECTURE.fullmatch(gap) or (gap == "の" and kept[-1].code[:2] == place.code[:2]):
            kept[-1] = place._replace(start=kept[-1].start)
        else:
            kept.append(place)
    return kept


def prefix_of(page: Page, place: Place, words: Vocabulary) -> int:
    """How many letters of a Hebrew name are prefixes."""
    if words.language != "he":
        return 0
    written = page.text[place.start : place.end]
    match = re.match(r"[והבלמשכ]{1,3}-?", written)
    if not match:
        return 0
    for size in range(match.end(), 0, -1):
        if any(row.code == place.code and _pattern(words, row.names).fullmatch(written[size:]) for row in _rows(words)):
            return size
    return 0


@cache
def _rows(words: Vocabulary) -> list[_Row]:
    column = _LANGUAGES.index(words.language) + 1
    found = []
    for row in place_rows():
        cells = [cell.replace("\x00", "|") for cell in row.split("|")]
        names = cells[column].split(";")
        if words.language != "en":
            names += [it for it in cells[4].split(";") if it not in names and len(it) > 2]  # noqa: PLR2004
        keys = {_key(it) for it in names}
        folded = words.language == "vi" and not words.marked
        found.append(_Row(cells[0], tuple(names), tuple(fold(it) if folded else it for it in keys)))
    return found


def _key(name: str) -> str:
    """The longest run of letters that the expression cannot match without: most texts are spared most expressions."""
    plain = name
    while (opened := _GROUP.sub("\0", plain)) != plain:
        plain = opened
    return max(_NOT_LITERAL.split(plain), key=len)


@cache
def _pattern(words: Vocabulary, names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?<![가-힣])" * (words.language == "ko") + words.words(names))


@cache
def place_rows() -> list[str]:
    """Bars inside the expressions' brackets are theirs, not the table's."""
    rows = Path(__file__).with_name("places.psv").read_text("utf-8").splitlines()[1:]
    joined = []
    for row in rows:
        depth, cells = 0, []
        for it in row:
            depth += (it == "(") - (it == ")")
            cells.append("\x00" if it == "|" and depth else it)
        joined.append("".join(cells))
    return joined
