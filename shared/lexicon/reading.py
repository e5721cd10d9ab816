"""The lexicon in memory: what the goods of the market are called in five languages.

The files are written by people: one concept a line, `|` between columns, `;` between synonyms. The first
synonym of a language is the name that is shown: the one a buyer of that country expects to read.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "en", "ja", "ko", "he")

CONCEPT_COLUMNS = "id|hs|group|broader|vi|en|ja|ko|he"
MODIFIER_COLUMNS = "id|kind|vi|en|ja|ko|he"
FALSE_FRIEND_COLUMNS = "term|language|concepts|note"
CHAPTER_COLUMNS = "chapter|last_heading"


class Terms(msgspec.Struct, frozen=True):
    vi: tuple[str, ...]
    en: tuple[str, ...]
    ja: tuple[str, ...]
    ko: tuple[str, ...]
    he: tuple[str, ...]

    def of(self, language: str) -> tuple[str, ...]:
        return dict(zip(LANGUAGES, (self.vi, self.en, self.ja, self.ko, self.he), strict=True))[language]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each term with its language."""
        return ((language, term) for language in LANGUAGES for term in self.of(language))


class Concept(msgspec.Struct, frozen=True):
    """`hs` is a heading of four digits, empty for services and categories.

    `group` is the OCOP group of Decision 148/QĐ-TTg, empty for goods outside it.
    """

    id: str
    hs: str
    group: str
    broader: str
    terms: Terms
    source: str


class Modifier(msgspec.Struct, frozen=True):
    """A word that says how a thing is (dried, organic) and never which thing."""

    id: str
    kind: str
    terms: Terms
    source: str


class FalseFriend(msgspec.Struct, frozen=True):
    """A term that means more than one concept or modifier, or means something else than it seems to."""

    term: str
    language: str
    concepts: tuple[str, ...]
    note: str
    source: str


class Lexicon(msgspec.Struct, frozen=True):
    concepts: tuple[Concept, ...]
    modifiers: tuple[Modifier, ...]
    false_friends: tuple[FalseFriend, ...]
    last_headings: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """The one that is shipped, read once: whoever asks has the same."""
    return read_lexicon()


@cache
def ancestors(concept: str) -> frozenset[str]:
    """The ids of what is broader, step by step."""
    found, at = set[str](), _broader().get(concept, "")
    while at and at not in found:
        found.add(at)
        at = _broader().get(at, "")
    return frozenset(found)


@cache
def _broader() -> dict[str, str]:
    return {it.id: it.broader for it in lexicon().concepts}


def read_lexicon(folder: Path = FOLDER) -> Lexicon:
    return Lexicon(
        concepts=tuple(
            _concept(*row) for path in sorted(folder.glob("concepts/*.psv")) for row in _rows(path, CONCEPT_COLUMNS)
        ),
        modifiers=tuple(_modifier(*row) for row in _rows(folder / "modifiers.psv", MODIFIER_COLUMNS)),
        false_friends=tuple(_false_friend(*row) for row in _rows(folder / "false_friends.psv", FALSE_FRIEND_COLUMNS)),
        last_headings={chapter: int(last) for _, (chapter, last) in _rows(folder / "hs_chapters.psv", CHAPTER_COLUMNS)},
    )


def _rows(path: Path, columns: str) -> Iterator[tuple[str, list[str]]]:
    header, *lines = path.read_text("utf-8").split("\n")
    if header != columns:
        raise ValueError(f"{path.name}: the first line must be {columns}")
    for number, line in enumerate(lines, start=2):
        cells = line.split("|")
        if line and len(cells) != len(columns.split("|")):
            raise ValueError(f"{path.name}:{number}: {len(cells)} columns, {columns} wanted")
        if line:
            yield f"{path.name}:{number}", cells


def _concept(source: str, cells: list[str]) -> Concept:
    concept_id, hs, group, broader, *languages = cells
    return Concept(concept_id, hs, group, broader, _terms(languages), source)


def _modifier(source: str, cells: list[str]) -> Modifier:
    modifier_id, kind, *languages = cells
    return Modifier(modifier_id, kind, _terms(languages), source)


def _false_friend(source: str, cells: list[str]) -> FalseFriend:
    term, language, concepts, note = cells
    return FalseFriend(term, language, tuple(concepts.split(";")), note, source)


def _terms(languages: list[str]) -> Terms:
    return Terms(*(tuple(cell.split(";")) for cell in languages))
