"""The places that a text names: UN/LOCODE from `places.psv`."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary
from shared.text import fold

_LANGUAGES = ("ja", "ko", "he", "en", "vi")
_SHORTEST_UNMARKED = 5
"""Shorter Vietnamese country names without marks are other words (nhat, han, my)."""

_PREFECTURE = re.compile(r"[県府都道]|도 ")


class Place(NamedTuple):
    start: int
    end: int
    code: str


class _Names(NamedTuple):
    code: str
    letters: tuple[str, ...]
    expression: str


def places_of(page: Page, words: Vocabulary, *, marked: bool) -> list[Place]:
    found = []
    for names in _names(words):
        if any(it in page.left for it in names.letters):
            pattern = _compiled(names.expression)
            found += [Place(it.start(), it.end(), names.code) for it in pattern.finditer(page.left)]
    found.sort(key=lambda it: (it.start - it.end, it.start))
    kept: list[Place] = []
    for place in found:
        if not marked and place.end - place.start < _SHORTEST_UNMARKED:
            continue
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return _without_quarters(page, sorted(kept))


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
        own = (it.expression for it in _names(words) if it.code == place.code)
        if any(_compiled(it).fullmatch(written[size:]) for it in own):
            return size
    return 0


@cache
def _names(words: Vocabulary) -> list[_Names]:
    column = _LANGUAGES.index(words.language) + 1
    rows = [[cell.replace("\x00", "|") for cell in row.split("|")] for row in place_rows()]
    found = []
    for row in rows:
        names = [*row[column].split(";")]
        if words.language != "en":
            names += [it for it in row[4].split(";") if it not in names and len(it) > 2]  # noqa: PLR2004
        expression = "(?<![가-힣])" * (words.language == "ko") + words.words(names)
        found.append(_Names(row[0], tuple(_letters(it, words) for it in names), expression))
    return found


def _letters(name: str, words: Vocabulary) -> str:
    """What a text must hold to name the place: the letters before anything that is an expression."""
    letters = re.sub(r"(?:.[?*]|[\\(\[.+{^$]).*", "", name)
    return letters if words.marked or words.language != "vi" else fold(letters)


_compiled = cache(re.compile)
"""A text names few of the places; the others' expressions are never compiled."""


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
