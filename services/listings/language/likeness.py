"""What a text that names nothing known may be about: the terms that share its rarest words or letters.

Asked only when no term was found; `black tiger` is in black tiger shrimp, 丸鶏 ends in chicken.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from services.listings.language.analyser import Script, Word
from services.listings.language.vocabulary import Vocabulary, meaning, vocabulary

_MOST_HOLDERS = 40
"""A word of more concepts than these says nothing."""
_MOST = 6
"""Concepts that are offered."""
_UNSPACED = frozenset({"ja", "ko"})


def alike(typed: Sequence[Word], known: Vocabulary) -> tuple[int, ...]:
    """Places of concepts, none when nothing is alike. Vietnamese syllables are too ambiguous to be likened."""
    if any(word.marked for word in typed):
        return ()
    if typed[-1].unspaced:
        named = tuple(_ending(typed[-1], known))
        if named:
            return named
    scores: dict[int, float] = defaultdict(float)
    telling: set[int] = set()
    for piece in {piece for word in typed for piece in _pieces(word.folded, unspaced=word.unspaced)}:
        holders = _holders().get(piece, ())
        for place in holders:
            scores[place] += 1 / len(holders)
        telling.update(holders if len(holders) <= _MOST_HOLDERS else ())
    best = max((scores[place] for place in telling), default=0.0)
    return tuple(place for place in sorted(telling) if scores[place] == best)[:_MOST]


def load() -> None:
    """What the first unknown word would else wait for."""
    _holders()


def _ending(word: Word, known: Vocabulary) -> Iterator[int]:
    """The longest term that a run of Japanese or Korean ends in: the head is last."""
    for start in range(1, len(word.folded)):
        tail = word.folded[start:]
        found = [meaning(one).place for one in known.folded.get(tail, ())]
        concepts = [place for place in found if known.is_concept(place)]
        if concepts and (len(tail) > 1 or word.script is Script.JAPANESE):
            yield from concepts
            return


def _pieces(term: str, *, unspaced: bool) -> Iterator[str]:
    if unspaced:
        yield from (term[place : place + 2] for place in range(len(term) - 1))
    else:
        yield from term.split(" ")


@cache
def _holders() -> dict[str, tuple[int, ...]]:
    """The concepts behind each word, or pair of letters, of the terms of all languages but Vietnamese."""
    known = vocabulary()
    held: dict[str, set[int]] = defaultdict(set)
    for term, packed in known.folded.items():
        places = {one.language: one.place for one in map(meaning, packed) if known.is_concept(one.place)}
        places.pop("vi", None)
        for language, place in places.items():
            for piece in _pieces(term, unspaced=language in _UNSPACED):
                held[piece].add(place)
    return {piece: tuple(sorted(places)) for piece, places in held.items()}
