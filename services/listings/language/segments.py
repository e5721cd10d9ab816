"""Cutting a text into the terms of the lexicon: as much of it as possible in as few terms as possible.

`trà hoa cúc` is one term and not tea, flower and daisy; `有機緑茶` is organic and green tea. One character of Japanese
or Korean is a term only when the rest of its run is known too: 茶 in 有機茶, not in 茶碗蒸し専門.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from services.listings.language.analyser import Script, Word, joined, words
from services.listings.language.lookup import Hit, Lookup, names
from services.listings.language.vocabulary import LONGEST_RUN, LONGEST_TERM, Meaning, Vocabulary, meaning
from shared.contracts.values import Language

_SINGLE, _UNKNOWN = 0.05, 3.0
"""What is paid for a term of a single character, and for a word that is no term. The cheapest cut is taken."""
_UNKNOWN_CHARACTER = 1.1
_PARTICLES = frozenset("ノオトヤ")
_KANA_ONLY = re.compile(r"[\u30a1-\u30ff]+")
_SHORTEST_KANA = (5, 3, 2)
"""Letters of a kana term with neither, one or both of its ends where a word may begin or end."""
_KINDS = (re.compile(r"[\u3041-\u309f]"), re.compile(r"[\u30a1-\u30ff]"))


class Segment(NamedTuple):
    """A stretch of the text and what it may mean; no meanings: it is no term. `besides`: what it is mistaken for."""

    words: tuple[Word, ...]
    text: str
    meanings: tuple[Meaning, ...]
    besides: tuple[Meaning, ...] = ()


def segments(text: str, language: Language | None, known: Vocabulary, *, asking: bool = False) -> list[Segment]:
    """`language` breaks ties between words that are spelt alike. Asked words also mean what false friends mean."""
    found = words(joined(text))
    lookup = Lookup(known, language, bare=_bare(found, known, asking=asking), asking=asking)
    named = names(found)
    cut: list[Segment] = []
    for script, run in groupby(found, key=lambda word: word.script):
        if script is Script.JAPANESE:
            for word in run:
                cut += _cut_run(word, lookup)
        elif script is Script.KOREAN:
            for segment in _cut_words(tuple(run), lambda some: lookup.joined(some, "")):
                cut += [segment] if segment.meanings else _cut_run(segment.words[0], lookup)
        else:
            cut += _cut_words(tuple(run), lambda some: lookup.spaced(some, named))
    return [one._replace(besides=lookup.besides(one.words)) if one.meanings else one for one in cut]


def _bare(found: Sequence[Word], known: Vocabulary, *, asking: bool) -> bool:
    """No marks, or a lone word asked for whose marks are no term's: nhản for nhãn, as the South hears it."""
    return not any(word.marked for word in found) or (asking and len(found) == 1 and found[0].exact not in known.marked)


def leading(text: str, language: Language | None, known: Vocabulary) -> Segment | None:
    """The longest term that a text begins with: thảm lục bình in Thảm lục bình đan tròn, whatever lục bình đan is."""
    found = words(text)[:LONGEST_TERM]
    return _longest([found[:end] for end in range(len(found), 1, -1)], found, language, known)


def trailing(text: str, language: Language | None, known: Vocabulary) -> Segment | None:
    """The longest term that a text ends with, modifiers apart: coffee beans in roasted arabica coffee beans."""
    found = words(text)[-LONGEST_TERM:]
    while found and (said := known.folded.get(found[-1].folded)) and all(_is_modifier(one, known) for one in said):
        found = found[:-1]
    return _longest([found[start:] for start in range(len(found) - 1)], found, language, known)


def _is_modifier(packed: int, known: Vocabulary) -> bool:
    return not known.is_concept(meaning(packed).place)


def _longest(
    pieces: Sequence[Sequence[Word]], found: Sequence[Word], language: Language | None, known: Vocabulary
) -> Segment | None:
    if any(word.unspaced for word in found):
        return None
    lookup = Lookup(known, language, bare=not any(word.marked for word in found), asking=False)
    hits = ((piece, lookup.spaced(piece, names(found))) for piece in pieces)
    return next((_segment(tuple(piece), " ", hit.meanings) for piece, hit in hits if hit.meanings), None)


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
