"""The lexicon as search needs it: from a term, however it is typed, to the concepts that it may mean.

A term is a key of folded words; what it means is packed into one number each, which keeps 29,000 terms below 10 MB.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from services.listings.language.analyser import Script, words
from shared.contracts.values import Category, Language
from shared.lexicon.reading import FOLDER, LANGUAGES, Concept, Lexicon, Modifier, read_lexicon

LONGEST_TERM = 8
"""Words."""
LONGEST_RUN = 15
"""Characters of a Japanese or Korean term."""

_FORMAT = "2"
"""Counted up when analyser or index change what they write, so that entries are written anew."""


class Meaning(Struct, frozen=True, array_like=True):
    """One thing that a term may mean: the place of a concept or modifier among `ids`."""

    place: int
    language: Language
    marked: bool


class Vocabulary(Struct, frozen=True):
    """`ids`: concepts, then modifiers. `broader`: the place of the concept above, -1 without.

    `folded` and `marked`: from a key without and with Vietnamese marks to packed meanings; `asked`: what false friends
    mean besides. `written`: how the lexicon writes a folded key. `wide`: categories without HS heading, such as food.
    `headings`: of the Harmonized System, four digits; empty for services and categories.
    """

    folded: dict[str, tuple[int, ...]]
    marked: dict[str, tuple[int, ...]]
    asked: dict[str, tuple[int, ...]]
    written: dict[str, str]
    ids: tuple[str, ...]
    shown: tuple[str, ...]
    broader: tuple[int, ...]
    groups: tuple[Category | None, ...]
    headings: tuple[str, ...]
    wide: frozenset[int]
    concepts: int
    places: dict[str, int]

    def is_concept(self, place: int) -> bool:
        return place < self.concepts

    def above(self, place: int) -> Iterator[int]:
        """The broader concepts, the nearest first."""
        while (place := self.broader[place]) >= 0:
            yield place


def meaning(packed: int) -> Meaning:
    return Meaning(packed >> 4, LANGUAGE_OF[packed & 7], bool(packed & 8))


LANGUAGE_OF: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")


@cache
def vocabulary() -> Vocabulary:
    return built(read_lexicon())


@cache
def fingerprint(folder: Path = FOLDER) -> str:
    """Of the lexicon's files: entries of the catalogue that were written with others are written anew."""
    digest = hashlib.sha256(_FORMAT.encode())
    for path in sorted(folder.rglob("*.psv")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def built(lexicon: Lexicon) -> Vocabulary:
    entries: list[Concept | Modifier] = [*lexicon.concepts, *lexicon.modifiers]
    places = {entry.id: place for place, entry in enumerate(entries)}
    folded: dict[str, list[int]] = defaultdict(list)
    marked: dict[str, list[int]] = defaultdict(list)
    written: dict[str, str] = {}
    for place, entry in enumerate(entries):
        for language, term in entry.terms.pairs():
            plain, exact = key(term)
            packed = place << 4 | (plain != exact) << 3 | LANGUAGES.index(language)
            _put(folded, plain, packed)
            written.setdefault(plain, term)
            if plain != exact:
                _put(marked, exact, packed)
    asked: dict[str, list[int]] = defaultdict(list)
    for friend in lexicon.false_friends:
        plain, exact = key(friend.term)
        for name in friend.concepts:
            _put(asked, exact, places[name] << 4 | (plain != exact) << 3 | LANGUAGES.index(friend.language))
    return Vocabulary(
        folded=_frozen(folded),
        marked=_frozen(marked),
        asked=_frozen(asked),
        written=written,
        ids=tuple(entry.id for entry in entries),
        shown=tuple(entry.terms.vi[0] for entry in entries),
        broader=tuple(places.get(concept.broader, -1) for concept in lexicon.concepts),
        groups=tuple(_group(concept.group) for concept in lexicon.concepts),
        headings=tuple(concept.hs for concept in lexicon.concepts),
        wide=frozenset(places[concept.id] for concept in lexicon.concepts if not concept.hs),
        concepts=len(lexicon.concepts),
        places=places,
    )


def key(term: str) -> tuple[str, str]:
    """A term's words without and with marks. Korean is spaced at will, so its spaces are dropped."""
    found = words(term)
    joint = "" if any(word.script is Script.KOREAN for word in found) else " "
    return joint.join(word.folded for word in found), joint.join(word.exact for word in found)


def _put(table: dict[str, list[int]], term: str, packed: int) -> None:
    if packed not in table[term]:
        table[term].append(packed)


def _frozen(table: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {term: tuple(meanings) for term, meanings in table.items()}


def _group(name: str) -> Category | None:
    return next((group for group in _GROUPS if group == name), None)


_GROUPS: Iterable[Category] = ("food", "drink", "medicinal", "handicraft", "ornamental", "tourism")
