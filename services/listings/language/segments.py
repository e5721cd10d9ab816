"""Cutting a text into the terms of the lexicon: as much of it as possible in as few terms as possible.

`trà hoa cúc` is one term and not tea, flower and daisy; `有機緑茶` is organic and green tea. One character of Japanese
or Korean is a term only when the rest of its run is known too: 茶 in 有機茶, not in 茶碗蒸し専門.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from services.listings.language.analyser import Script, Word, joined, words
from services.listings.language.vocabulary import LONGEST_RUN, LONGEST_TERM, Meaning, Vocabulary, meaning
from shared.contracts.values import Language

_TERM, _QUALITY, _FOREIGN, _OTHER_MARKS, _SINGLE, _UNKNOWN = 1.0, 0.9, 0.5, 1.0, 0.05, 3.0
"""What a piece costs: a concept, a modifier (dried, ginger tea: not dried ginger, tea), a term of another language
than the text's, one whose Vietnamese marks differ, one of a single character; a word that is no term. The cheapest cut
is taken."""
_UNKNOWN_CHARACTER = 1.1
_PREFIXES = {"ה": 4, "ב": 4, "ל": 4, "ו": 4, "מ": 5, "כ": 5, "ש": 5}
"""Hebrew the, in, to, and, from, as, that are written together with the noun; from how many letters on."""
_PARTICLES = frozenset("ノオトヤ")
_KANA_ONLY = re.compile(r"[\u30a1-\u30ff]+")
_SHORTEST_KANA = (5, 3, 2)
"""Letters of a kana term with neither, one or both of its ends where a word may begin or end."""
_KINDS = (re.compile(r"[\u3041-\u309f]"), re.compile(r"[\u30a1-\u30ff]"))
SCRIPT_LANGUAGE: dict[Script, Language] = {Script.JAPANESE: "ja", Script.KOREAN: "ko", Script.HEBREW: "he"}


class Segment(NamedTuple):
    """A stretch of the text and what it may mean; no meanings: it is no term. `besides`: what it is mistaken for."""

    words: tuple[Word, ...]
    text: str
    meanings: tuple[Meaning, ...]
    besides: tuple[Meaning, ...] = ()


class Hit(NamedTuple):
    cost: float
    meanings: tuple[Meaning, ...]


NOTHING = Hit(_UNKNOWN, ())


def segments(text: str, language: Language | None, known: Vocabulary, *, asking: bool = False) -> list[Segment]:
    """`language` breaks ties between words that are spelt alike. Asked words also mean what false friends mean."""
    found = words(joined(text))
    lookup = Lookup(known, language, bare=not any(word.marked for word in found), asking=asking)
    named = _names(found)
    cut: list[Segment] = []
    for script, run in groupby(found, key=lambda word: word.script):
        if script is Script.JAPANESE:
            for word in run:
                cut += _cut_run(word, lookup)
        elif script is Script.KOREAN:
            for segment in _cut_words(tuple(run), lambda some: lookup.joined(some, "")):
                cut += [segment] if segment.meanings else _cut_run(segment.words[0], lookup)
        else:
            cut += _cut_words(tuple(run), lambda some: lookup.spaced(some, name=some[0] in named))
    return [one._replace(besides=lookup.besides(one.words)) if one.meanings else one for one in cut]


def _names(found: Sequence[Word]) -> set[Word]:
    """A capital letter within a Vietnamese sentence makes a name; without marks it takes two: no song in Song Giang."""
    if not any(word.text.islower() for word in found) or not any(word.marked for word in found):
        return set()
    beside = zip(found, [*found[1:], None], [None, *found[:-1]], strict=True)
    return {
        word
        for word, after, before in islice(beside, 1, None)
        if word.capital and (word.marked or any(one and one.capital for one in (after, before) if one is not found[0]))
    }


class Lookup:
    """What a term may mean in a text of this language. `bare`: the text has no Vietnamese marks at all."""

    def __init__(self, known: Vocabulary, language: Language | None, *, bare: bool, asking: bool) -> None:
        self._known, self._language, self._bare, self._asking = known, language, bare, asking

    def spaced(self, some: Sequence[Word], *, name: bool) -> Hit:
        """No `sơn` (lacquer) in Lạng Sơn."""
        if name and len(some) == 1:
            return NOTHING
        hit = self.joined(some, " ")
        if not hit.meanings and some[0].script is Script.HEBREW:
            first = some[0].folded
            if len(first) >= _PREFIXES.get(first[0], len(first) + 1):
                return self.joined((some[0]._replace(folded=first[1:], exact=first[1:]), *some[1:]), " ")
        return hit

    def joined(self, some: Sequence[Word], joint: str) -> Hit:
        """With its marks; without them when the text has none, or, in terms of several words, when they are wrong."""
        plain = joint.join(word.folded for word in some)
        folded = self._known.folded.get(plain, ()) or self._known.spaced_otherwise(plain)
        if self._bare:
            return self._preferred(self._or_friends(plain, folded), single=len(some) == 1)
        exact = joint.join(word.exact for word in some)
        found = self._known.marked.get(exact, ()) if exact != plain else tuple(one for one in folded if not one & 8)
        if not found:
            found = self._or_friends(exact, ())
        if found:
            return self._preferred(found)
        if folded and len(some) > 1 and some[0].script is Script.LATIN:
            cost, meanings = self._preferred(folded)
            return Hit(cost + _OTHER_MARKS, meanings)
        return NOTHING

    def besides(self, some: Sequence[Word]) -> tuple[Meaning, ...]:
        return tuple(map(meaning, self._known.asked.get(" ".join(word.exact for word in some), ())))

    def _or_friends(self, exact: str, found: tuple[int, ...]) -> tuple[int, ...]:
        if not self._asking:
            return found
        return tuple(dict.fromkeys((*found, *self._known.asked.get(exact, ()))))

    def _preferred(self, packed: tuple[int, ...], *, single: bool = False) -> Hit:
        """Only the language's own meanings, where it has any. One English word (hat) is no Vietnamese one (hạt)."""
        meanings = tuple(map(meaning, packed))
        own = meanings
        if self._language is not None:
            own = tuple(one for one in meanings if one.language == self._language)
            if single and self._language != "vi":
                meanings = tuple(one for one in meanings if not one.marked)
        if not meanings:
            return NOTHING
        cost = _TERM if any(self._known.is_concept(one.place) for one in own or meanings) else _QUALITY
        return Hit(cost, own) if own else Hit(cost + _FOREIGN, meanings)


def _cut_words(run: tuple[Word, ...], look_up: Callable[[tuple[Word, ...]], Hit]) -> list[Segment]:
    def hit(start: int, end: int) -> Hit:
        return look_up(run[start:end])

    pieces = _cheapest(len(run), LONGEST_TERM, hit, _UNKNOWN)
    return [_segment(run[start:end], " ", meanings) for start, end, meanings in pieces]


def _cut_run(word: Word, lookup: Lookup) -> list[Segment]:
    """Within a run of characters without spaces."""

    def part(start: int, end: int) -> Word:
        piece = word.folded[start:end].rstrip("ー") if end > start + 1 else word.folded[start:end]
        return word._replace(folded=piece, exact=piece, text=word.text[start:end])

    def hit(start: int, end: int) -> Hit:
        cost, meanings = lookup.joined((part(start, end),), "")
        return Hit(cost + _SINGLE if end == start + 1 else cost, meanings)

    pieces = list(_cheapest(len(word.folded), LONGEST_RUN, hit, _UNKNOWN_CHARACTER))
    whole = all(meanings or word.folded[start:end] in _PARTICLES for start, end, meanings in pieces)
    terms = [bool(meanings) and (whole or _stands_alone(word, start, end)) for start, end, meanings in pieces]
    if not any(terms):
        return [_segment((word,), "", ())]
    cut: list[Segment] = []
    for is_term, run in groupby(zip(pieces, terms, strict=True), key=itemgetter(1)):
        found = [piece for piece, _ in run]
        if is_term:
            cut += [_segment((part(start, end),), "", meanings) for start, end, meanings in found]
        else:
            cut.append(_segment((part(found[0][0], found[-1][1]),), "", ()))
    return cut


def _stands_alone(word: Word, start: int, end: int) -> bool:
    """Whether a piece of a run that is not known as a whole is a word of its own: no クリ in クリーナー."""
    piece = word.folded[start:end].rstrip("ー")
    if not _KANA_ONLY.fullmatch(piece):
        return len(piece) > 1
    free = (start == 0 or _kind(word, start - 1) != _kind(word, start)) + (
        end >= len(word.folded) or _kind(word, end - 1) != _kind(word, end)
    )
    return len(piece) >= _SHORTEST_KANA[free]


def _kind(word: Word, place: int) -> int:
    """Hiragana, katakana or other, as it was typed."""
    return next((kind for kind, letters in enumerate(_KINDS) if letters.match(word.text, place)), -1)


def _segment(some: tuple[Word, ...], joint: str, meanings: tuple[Meaning, ...]) -> Segment:
    return Segment(some, joint.join(word.text for word in some), meanings)


def _cheapest(
    size: int, longest: int, hit: Callable[[int, int], Hit], unknown: float
) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """The cheapest way through, the longest term first among equals."""
    best: list[tuple[float, int, tuple[Meaning, ...]]] = [(0.0, size, ())] * (size + 1)
    for start in range(size - 1, -1, -1):
        best[start] = (best[start + 1][0] + unknown, start + 1, ())
        for end in range(min(size, start + longest), start, -1):
            found = hit(start, end)
            if found.meanings and found.cost + best[end][0] < best[start][0]:
                best[start] = (found.cost + best[end][0], end, found.meanings)
    start = 0
    while start < size:
        _, end, meanings = best[start]
        yield start, end, meanings
        start = end
