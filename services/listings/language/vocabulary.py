"""The lexicon as search needs it: from a term, however it is typed, to the concepts that it may mean.

A term is a key of folded words; what it means is packed into one number each, which keeps 45,000 terms below 20 MB.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from msgspec import Struct

from services.listings.language.analyser import Script, bare_letters, words
from shared.contracts.values import Category, Language
from shared.lexicon.reading import FOLDER, LANGUAGES, Concept, Lexicon, Modifier, read_lexicon

LONGEST_TERM = 8
"""Words."""
LONGEST_RUN = 15
"""Characters of a Japanese or Korean term."""

SMALL = 12
"""Kinds of a concept that are few enough to be offered for one another."""

_FORMAT = "6"
"""Counted up when analyser or index change what they write, so that entries are written anew."""


Meanings = dict[str, tuple[int, ...]]
"""Of each term, packed into one number each."""


class Meaning(Struct, frozen=True, array_like=True):
    """One thing that a term may mean: the place of a concept or modifier among `ids`."""

    place: int
    language: Language
    marked: bool


class Vocabulary(Struct, frozen=True):
    """`ids`: concepts, then modifiers. `broader`: the place of the concept above, -1 without.

    `folded` and `marked`: from a key without and with Vietnamese marks to packed meanings; `asked`: what false friends
    mean besides. `closed`: from the letters that are always written. `written`: how the lexicon writes a folded key.
    `names`: the one that is shown of each.
    `wide`: uppermost categories without HS heading, such as food. `small`: concepts with few kinds. `parts`: what a
    concept's id is made up of, agarwood of agarwood_incense; `ways`: the modifiers in it; `halves`: where two make up
    all of it, dried and mango. `headings`: of the Harmonized System, four digits; empty for services and categories.
    """

    folded: Meanings
    marked: Meanings
    asked: Meanings
    closed: Meanings
    written: dict[str, str]
    ids: tuple[str, ...]
    names: dict[Language, tuple[str, ...]]
    broader: tuple[int, ...]
    groups: tuple[Category | None, ...]
    headings: tuple[str, ...]
    wide: frozenset[int]
    small: frozenset[int]
    parts: dict[int, tuple[int, ...]]
    ways: dict[int, tuple[int, ...]]
    halves: dict[int, tuple[int, int]]
    concepts: int
    places: dict[str, int]

    @property
    def shown(self) -> tuple[str, ...]:
        """As the co-ops say it."""
        return self.names["vi"]

    def is_concept(self, place: int) -> bool:
        return place < self.concepts

    def spelt_otherwise(self, plain: str) -> tuple[int, ...]:
        """Farm stay and farmstay, nước mắm and nuocmam, ココナツ and ココナッツ, קנמון and קינמון."""
        letters = bare_letters(plain)
        if not letters:
            return ()
        together = self.folded.get(letters, ()) if letters != plain else ()
        return together or self.closed.get(letters, ())

    def families(self, places: Iterable[int]) -> set[int]:
        """The concepts that these and few others are kinds of: oranges and mandarins are citrus."""
        return {self.broader[place] for place in places} & self.small

    def raw(self, place: int) -> list[int]:
        """The eel of dried eel; of lotus tea nothing, as neither half of it only says how the thing is."""
        halves = self.halves.get(place, ())
        things = [half for half in halves if self.is_concept(half)]
        return things if len(things) < len(halves) else []

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
    folded: Meanings = {}
    marked: Meanings = {}
    written: dict[str, str] = {}
    for place, entry in enumerate(entries):
        for language, term in entry.terms.pairs():
            plain, exact = key(term)
            packed = place << 4 | (plain != exact) << 3 | LANGUAGES.index(language)
            _put(folded, plain, packed)
            written.setdefault(plain, plain if term == plain else term)
            if plain != exact:
                _put(marked, exact, packed)
    asked: Meanings = {}
    for friend in lexicon.false_friends:
        plain, exact = key(friend.term)
        for name in friend.concepts:
            _put(asked, exact, places[name] << 4 | (plain != exact) << 3 | LANGUAGES.index(friend.language))
    return Vocabulary(
        folded=_share(folded),
        marked=_share(marked),
        asked=asked,
        closed=_closed(folded),
        written=written,
        ids=tuple(entry.id for entry in entries),
        names={language: tuple(entry.terms.of(language)[0] for entry in entries) for language in LANGUAGE_OF},
        broader=tuple(places.get(concept.broader, -1) for concept in lexicon.concepts),
        groups=tuple(_group(concept.group) for concept in lexicon.concepts),
        headings=tuple(concept.hs for concept in lexicon.concepts),
        wide=frozenset(places[concept.id] for concept in lexicon.concepts if _is_wide(concept)),
        small=_small(lexicon, places),
        parts=dict(_parts(lexicon, places)),
        ways=dict(_ways(lexicon, places)),
        halves=dict(_halves(lexicon, places)),
        concepts=len(lexicon.concepts),
        places=places,
    )


def key(term: str) -> tuple[str, str]:
    """A term's words without and with marks. Korean is spaced at will, so its spaces are dropped."""
    found = words(term)
    joint = "" if any(word.script is Script.KOREAN for word in found) else " "
    return joint.join(word.folded for word in found), joint.join(word.exact for word in found)


def _closed(folded: Meanings) -> Meanings:
    """Where two terms fall together, the shorter one, which is the more common spelling."""
    found: Meanings = {}
    for term in sorted(folded, key=len):
        letters = bare_letters(term)
        if letters and letters != term:
            found.setdefault(letters, folded[term])
    return found


def _put(table: Meanings, term: str, packed: int) -> None:
    so_far = table.get(term, ())
    if packed not in so_far:
        table[term] = (*so_far, packed)


def _share(table: Meanings) -> Meanings:
    """Terms that mean the same keep one tuple for it."""
    kept: dict[tuple[int, ...], tuple[int, ...]] = {}
    for term, means in table.items():
        table[term] = kept.setdefault(means, means)
    return table


def _small(lexicon: Lexicon, places: dict[str, int]) -> frozenset[int]:
    kinds = Counter(concept.broader for concept in lexicon.concepts if concept.broader)
    return frozenset(places[name] for name, number in kinds.items() if number <= SMALL)


def _parts(lexicon: Lexicon, places: dict[str, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Of dried and its like nothing, only concepts; of ginger_honey_tea also ginger_honey."""
    for place, concept in enumerate(lexicon.concepts):
        words = concept.id.split("_")
        spans = combinations(range(len(words) + 1), 2)
        names = ("_".join(words[start:end]) for start, end in spans if end - start < len(words))
        found = tuple(places[name] for name in names if places.get(name, len(lexicon.concepts)) < len(lexicon.concepts))
        if found:
            yield place, found


def _ways(lexicon: Lexicon, places: dict[str, int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Of dried_goby dried, of freeze_dried_fruit both dried and freeze_dried."""
    modifiers = {modifier.id: places[modifier.id] for modifier in lexicon.modifiers}
    for place, concept in enumerate(lexicon.concepts):
        found = tuple(at for name, at in modifiers.items() if f"_{name}_" in f"_{concept.id}_")
        if found:
            yield place, found


def _halves(lexicon: Lexicon, places: dict[str, int]) -> Iterator[tuple[int, tuple[int, int]]]:
    for place, concept in enumerate(lexicon.concepts):
        words = concept.id.split("_")
        cuts = (("_".join(words[:at]), "_".join(words[at:])) for at in range(1, len(words)))
        for one, other in cuts:
            if one in places and other in places:
                yield place, (places[one], places[other])
                break


def _is_wide(concept: Concept) -> bool:
    return not concept.hs and not concept.broader


def _group(name: str) -> Category | None:
    return next((group for group in _GROUPS if group == name), None)


_GROUPS: Iterable[Category] = ("food", "drink", "medicinal", "handicraft", "ornamental", "tourism")
