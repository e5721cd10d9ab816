"""From a buyer's words to questions for the index, one for each way in which a listing may fit.

`to_tsquery` would cut the lexemes up again, so the questions are written in tsquery's own notation.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from services.listings.language.analyser import Script, Word, lexemes, words
from services.listings.language.subject import Subject, subject
from services.listings.language.vocabulary import Vocabulary
from shared.contracts.values import Language

MOST_WORDS = 20
_SHORTEST_BEGINNING = 2
_MANY = 3

WEIGHTS = {
    "literal": 256,
    "head": 128,
    "kind": 64,
    "whole": 32,
    "concept": 16,
    "anywhere": 8,
    "broader": 4,
    "described": 2,
    "exact": 1,
}
"""What each fit adds to a listing's rank: powers of two, so that a better fit outweighs all lesser ones together and
a rank tells what fitted. A literal name stands above a head concept, that above a kind of it, that above any other
concept, that above what is broader than what was asked or only in the description.

literal   every word stands in a name             head      the thing asked for is what the listing is
kind      the listing is a kind of it             whole     every term asked, modifiers too, is in the names
concept   it is among the name's concepts         anywhere  every word stands in name, description or co-op's name
broader   the listing is what it is a kind of     exact     the words stand there with the same marks
described the description speaks of it
"""


class Asked(Struct, frozen=True):
    """`matches` is for whatever fits at all; `fits` has a question for each name of `WEIGHTS`, "" for none.

    `wider` matches also what has a broader concept in common: for when there is little else.
    """

    subject: Subject
    matches: str
    wider: str
    fits: dict[str, str]


def asked(text: str, language: Language | None, known: Vocabulary) -> Asked | None:
    """None when there is nothing to be searched."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return None
    about = subject(text, language, known, asking=True)
    heads = [known.ids[place] for place in about.head_concepts]
    above = {known.ids[parent] for place in about.head_concepts for parent in _narrow_parents(place, known)}
    fits = {
        "literal": _all(_literal(word, language) for word in typed),
        "head": _any(_quoted("h:", name) for name in heads),
        "kind": _any(_quoted("b:", name) for name in heads),
        "whole": _whole(about, known),
        "concept": _any(_quoted("c:", name) for name in heads),
        "anywhere": _anywhere(typed, about),
        "broader": _any(_quoted("h:", name) for name in sorted(above - set(heads))),
        "exact": _all(_exact(word) for word in typed),
        "described": _any(_quoted("e:", name) for name in heads),
    }
    aside = [_quoted("h:", known.ids[place]) for place in about.concepts if place not in about.head_concepts]
    pairs = [] if about.topics else _pairs(typed)
    matching = [fits[name] for name in WEIGHTS if name not in {"literal", "exact"}]
    relatives = [_quoted("b:", name) for name in sorted(above)]
    matches = _any([*matching, *aside, *pairs])
    return Asked(about, matches, _any([matches, *relatives]), fits)


def _narrow_parents(place: int, known: Vocabulary) -> list[int]:
    """The concepts above, without the widest: who asks for catfish may see fish, but not all food."""
    return [parent for parent in known.above(place) if parent not in known.wide][:2]


def _literal(word: Word, language: Language | None) -> str:
    """Typed with marks: written so or without any. Typed without: any marks, unless the buyer's language has none."""
    if word.script is not Script.LATIN:
        return _all(_quoted("", lexeme) for lexeme in lexemes(word))
    if word.marked:
        return _any([_quoted("=", word.exact), _quoted("=", word.folded)])
    return _quoted("", word.folded) if language in {None, "vi"} else _quoted("=", word.folded)


def _exact(word: Word) -> str:
    return _all(_quoted("=" if lexeme == word.folded else "", _form(word, lexeme)) for lexeme in lexemes(word))


def _form(word: Word, lexeme: str) -> str:
    return word.exact if lexeme == word.folded else lexeme


def _anywhere(typed: Sequence[Word], about: Subject) -> str:
    """Every word in any field; a last word that is no term may be the beginning of one."""
    last = typed[-1]
    unknown = bool(about.unknown) and about.unknown[-1].words[-1].text == last.text
    begins = unknown and last.script in {Script.LATIN, Script.HEBREW} and len(last.folded) >= _SHORTEST_BEGINNING
    *before, final = [_in_any_field(word) for word in typed]
    if begins:
        final = _any([final, f"{_quoted('', last.folded)}:*"])
    return _all([*before, final])


def _in_any_field(word: Word) -> str:
    return _all(_any(_quoted(field, lexeme) for field in ("", "d:", "o:")) for lexeme in lexemes(word))


def _whole(about: Subject, known: Vocabulary) -> str:
    """Every term and every further word; a single concept is a whole by itself and needs no question."""
    if len(about.topics) + len(about.unknown) < 2:  # noqa: PLR2004
        return _any(_quoted("c:", known.ids[place]) for place in about.concepts)
    terms = [
        _any(
            [
                *(_quoted(field, known.ids[place]) for place in topic.concepts for field in ("c:", "b:")),
                *(_quoted("m:", known.ids[place]) for place in topic.modifiers),
            ]
        )
        for topic in about.topics
    ]
    further = [_in_any_field(word) for segment in about.unknown for word in segment.words]
    return _all([*terms, *further])


def _pairs(typed: Sequence[Word]) -> list[str]:
    """Neighbouring words of a long text that is no term: one syllable alone is in half of all Vietnamese names."""
    if len(typed) < _MANY:
        return []
    return [_all([_in_any_field(one), _in_any_field(other)]) for one, other in pairwise(typed)]


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
