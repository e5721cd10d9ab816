"""From a buyer's words to questions for the index, one for each way in which a listing may fit.

`to_tsquery` would cut the lexemes up again, so the questions are written in tsquery's own notation.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from services.listings.language.analyser import Script, Word, lexemes, words
from services.listings.language.likeness import alike
from services.listings.language.subject import Subject, subject
from services.listings.language.vocabulary import Vocabulary
from shared.contracts.values import Language

MOST_WORDS = 20
_MANY = 3
FIELDS = ("", "o:", "d:")
EMPTY_WORDS = frozenset(
    word
    for line in ("of with for in from made the a an and or", "và với cho của từ ở bằng", "עם של את")
    for word in line.split()
)
"""Words that may be missing from what is found."""

WEIGHTS = {
    "literal": 1024,
    "whole": 512,
    "head": 256,
    "kind": 128,
    "concept": 64,
    "seller": 32,
    "anywhere": 16,
    "beside": 8,
    "broader": 4,
    "described": 2,
    "exact": 1,
}
"""What each fit adds to a listing's rank: powers of two, so that a better fit outweighs all lesser ones together and
a rank tells what fitted. A literal name stands above one that has all that was asked for, that above a head concept,
that above a kind of it, that above any other concept, that above what is broader than what was asked or only in the
description.

literal   every word stands in a name             whole     every term asked, modifiers too, is in the names
head      the thing asked for is what the listing is
kind      the listing is a kind of it             concept   it is among the name's concepts
seller    every word stands in a name or the co-op's name
anywhere  every word stands in any field          beside    the listing is, or is a kind of, another thing named
                                                 or one that the name is mistaken for
broader   the listing is what it is a kind of, or one of the few other kinds of that
described the description speaks of it
exact     the words stand there with the same marks
"""

_MEANT = ("head", "kind", "whole", "concept", "beside", "broader", "described")


class Asked(Struct, frozen=True):
    """`fits` has a question for each name of `WEIGHTS`, "" for none. `matches` is for whatever fits at all and has the
    words that are no term, such as a brand; `related` does without these and takes what has a broader concept in
    common: for when nothing matches.
    """

    subject: Subject
    matches: str
    related: str
    fits: dict[str, str]


def asked(text: str, language: Language | None, known: Vocabulary) -> Asked | None:
    """None when there is nothing to be searched."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return None
    about = subject(text, language, known, asking=True)
    places = about.head_concepts or (alike(typed, known) if about.unknown else ())
    heads = [known.ids[place] for place in places]
    above = {known.ids[parent] for place in places for parent in _narrow_parents(place, known)}
    mistaken = [place for topic in about.topics for place in topic.besides]
    beside = [known.ids[place] for place in (*about.concepts, *mistaken) if place not in about.head_concepts]
    fits = {
        "literal": _all(_literal(word, language) for word in typed),
        "head": _any(_quoted("h:", name) for name in heads),
        "kind": _any(_quoted("b:", name) for name in heads),
        "whole": _whole(about, known),
        "concept": _any(_quoted("c:", name) for name in heads),
        "seller": _every(typed, about, ("", "o:")),
        "anywhere": _every(typed, about, ("", "o:", "d:")),
        "beside": _any(_quoted(field, name) for name in beside for field in ("h:", "b:")),
        "broader": _any(
            [
                *(_quoted("h:", name) for name in sorted(above - set(heads))),
                *(_quoted("b:", known.ids[parent]) for parent in sorted(known.families(places))),
            ]
        ),
        "exact": _all(_exact(word) for word in typed),
        "described": _any(_quoted("e:", name) for name in heads),
    }
    meant = _any(fits[name] for name in _MEANT)
    strange = [_in_a_field(word, FIELDS) for segment in about.unknown for word in segment.words if not _empty(word)]
    pairs = [] if about.topics else _pairs(typed)
    relatives = [_quoted("b:", name) for name in sorted(above)]
    return Asked(
        subject=about,
        matches=_any([fits["anywhere"], _all([meant, *strange]) if meant else ""]),
        related=_any([fits["anywhere"], meant, *pairs, *relatives]),
        fits=fits,
    )


def _empty(word: Word) -> bool:
    return word.text.lower() in EMPTY_WORDS


def _narrow_parents(place: int, known: Vocabulary) -> list[int]:
    """The concepts above, without the widest: who asks for catfish may see fish, but not all food."""
    return [parent for parent in known.above(place) if parent not in known.wide][:2]


def _literal(word: Word, language: Language | None) -> str:
    """Typed with marks: written so or without any. Typed without: any marks, unless the buyer's language has none."""
    if word.unspaced:
        return _in_a_field(word, ("",))
    if word.marked:
        return _any([_quoted("=", word.exact), _quoted("=", word.folded)])
    latin = word.script is Script.LATIN
    return _quoted("=", word.folded) if latin and language not in {None, "vi"} else _quoted("", word.folded)


def _exact(word: Word) -> str:
    return _in_a_field(word, ("",)) if word.unspaced else _quoted("=", word.exact)


def _every(typed: Sequence[Word], about: Subject, fields: Sequence[str]) -> str:
    """Every word; the last one may be unfinished, unless it is all there is and a term."""
    *before, last = typed
    finished = not before and bool(about.topics)
    final = _in_a_field(last, fields)
    if not finished and not last.unspaced:
        final = _any(f"{_quoted(field, last.folded)}:*" for field in fields)
    return _all([*(_in_a_field(word, fields) for word in before), final])


def _in_a_field(word: Word, fields: Sequence[str]) -> str:
    """A single character of Japanese or Korean begins a pair, or is a run's last."""
    if word.unspaced and len(word.folded) == 1:
        return _any(f"{_quoted(field, word.folded)}:*" for field in fields)
    pairs = [pair for pair in lexemes(word) if not word.unspaced or len(pair) > 1]
    return _all(_any(_quoted(field, pair) for field in fields) for pair in pairs)


def _whole(about: Subject, known: Vocabulary) -> str:
    """Every term, or the two things that it is made up of, and every further word."""
    terms = [
        _any(
            [
                *(_quoted(field, known.ids[place]) for place in topic.concepts for field in ("c:", "b:")),
                *(_quoted("m:", known.ids[place]) for place in topic.modifiers),
                *(_all(_part(half, known) for half in known.halves.get(place, ())) for place in topic.concepts),
            ]
        )
        for topic in about.topics
    ]
    further = [_in_a_field(word, FIELDS) for segment in about.unknown for word in segment.words if not _empty(word)]
    return _all([*terms, *further]) if terms else ""


def _part(place: int, known: Vocabulary) -> str:
    name = known.ids[place]
    return _any(_quoted(field, name) for field in (("c:", "b:") if known.is_concept(place) else ("m:",)))


def _pairs(typed: Sequence[Word]) -> list[str]:
    """Neighbouring words of a long text that is no term: one syllable alone is in half of all Vietnamese names."""
    if len(typed) < _MANY:
        return []
    return [_all([_in_a_field(one, FIELDS), _in_a_field(other, FIELDS)]) for one, other in pairwise(typed)]


def _quoted(field: str, lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{field}{escaped}'"


def _all(questions: Iterable[str]) -> str:
    return _joined(questions, " & ")


def _any(questions: Iterable[str]) -> str:
    return _joined(questions, " | ")


def _joined(questions: Iterable[str], operator: str) -> str:
    stated = list(dict.fromkeys(question for question in questions if question))
    return stated[0] if len(stated) == 1 else f"({operator.join(stated)})" if stated else ""
