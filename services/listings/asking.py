"""From a buyer's words to questions for the index, one for each way in which a listing may fit."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from services.listings.language.analyser import Script, Word, lexemes, words
from services.listings.language.likeness import alike
from services.listings.language.subject import Subject, subject
from services.listings.language.vocabulary import Vocabulary, vocabulary
from services.listings.places import Placed, placed
from services.listings.questions import (
    ANYWHERE,
    NAME,
    NAME_OR_SELLER,
    Beginning,
    Fields,
    Question,
    Sought,
    Term,
    every,
    some,
)
from shared.contracts.values import Language

MOST_WORDS = 20
_MANY = 3
NOTHING = Term("∅")
"""What no entry has: lexemes are letters and digits."""
WEIGHTS = {
    "literal": 2048,
    "whole": 1024,
    "head": 512,
    "kind": 256,
    "concept": 128,
    "seller": 64,
    "anywhere": 32,
    "beside": 16,
    "broader": 8,
    "raw": 4,
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
raw       it is the thing asked for before that was dried, smoked …
described the description speaks of it
exact     the words stand there with the same marks
"""

_PLAINLY = ("whole", "head", "kind")
_AKIN = ("concept", "kind", "beside", "broader", "raw", "described")
"""What is a head concept is among the concepts too."""
_MEANT = ("whole", *_AKIN)


class Asked(Struct, frozen=True, eq=False, dict=True):
    """What may be sought with a text; most texts are asked in one way only, so each is made when it is asked for.

    `fits`: by names of `WEIGHTS`. `strange`: the words that are no term, such as a brand. `akin`: what has something in
    common with what was asked for.
    """

    subject: Subject
    fits: Mapping[str, Question]
    strange: Sequence[Question]
    akin: Sequence[Question]

    @cached_property
    def whole(self) -> Sought:
        """Whatever fits at all and has the strange words."""
        return self._sought([self.fits.get("anywhere"), self._with_strange(_MEANT)], is_any_fit=not self.strange)

    @cached_property
    def plain(self) -> Sought:
        """Without what is only akin."""
        plainly = self._with_strange(_PLAINLY)
        return self._sought([self.fits.get("literal"), plainly] if plainly else [self.fits.get("anywhere")])

    @cached_property
    def related(self) -> Sought:
        """Also what has a broader concept in common, and without the strange words: for when nothing is found."""
        return self._sought([self.fits.get("anywhere"), *(self.fits.get(name) for name in _AKIN), *self.akin])

    @property
    def close(self) -> Question | None:
        """All that was asked for."""
        return some([self.fits.get("literal"), self.fits.get("anywhere"), self._with_strange(("whole",))])

    def _with_strange(self, names: Iterable[str]) -> Question | None:
        fitting = some(self.fits.get(name) for name in names)
        return None if fitting is None else every([fitting, *self.strange])

    def _sought(self, matches: Iterable[Question | None], *, is_any_fit: bool = False) -> Sought:
        return Sought(some(matches) or NOTHING, self.fits, is_any_fit=is_any_fit)


@lru_cache(maxsize=4096)
def understood(text: str, language: Language | None) -> Asked | None:
    """With this process's lexicon. Many ask the same."""
    return asked(text, language, vocabulary())


def asked(text: str, language: Language | None, known: Vocabulary) -> Asked | None:
    """None when there is nothing to be searched."""
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return None
    about, place = _about(text, typed, language, known)
    others = place.others if place else typed
    there = _there(place) if place else None
    places = about.head_concepts or (alike(typed, known) if about.unknown else ())
    heads = [known.ids[place] for place in places]
    above = {known.ids[parent] for place in places for parent in _narrow_parents(place, known)}
    mistaken = [place for topic in about.topics for place in topic.besides]
    beside = [known.ids[place] for place in (*about.concepts, *mistaken) if place not in about.head_concepts]
    raw = {known.ids[thing] for place in places for thing in known.raw(place)}
    fits = {
        "literal": every(_literal(word, language) for word in typed),
        "head": some(Term(f"h:{name}") for name in heads),
        "kind": some(Term(f"b:{name}") for name in heads),
        "whole": _whole(about, known),
        "concept": some(Term(f"c:{name}") for name in heads),
        "seller": _every(typed, about, NAME_OR_SELLER),
        "anywhere": every([_every(others, about, ANYWHERE) if others else None, there]),
        "beside": some(Term(field + name) for name in beside for field in ("h:", "b:")),
        "broader": some(
            [
                *(Term(f"h:{name}") for name in sorted(above - set(heads))),
                *(Term(f"b:{known.ids[parent]}") for parent in sorted(known.families(places))),
            ]
        ),
        "raw": some(Term(field + name) for name in sorted(raw) for field in ("h:", "b:")),
        "exact": every(_exact(word) for word in typed),
        "described": some(Term(f"e:{name}") for name in heads),
    }
    strange = [_in_a_field(word, ANYWHERE) for segment in about.unknown for word in segment.words]
    pairs = [] if about.topics else _pairs(typed)
    return Asked(
        subject=about,
        fits={name: fit for name, fit in fits.items() if fit is not None},
        strange=[one for one in (*strange, there) if one is not None],
        akin=[one for one in (*pairs, *(Term(f"b:{name}") for name in sorted(above))) if one is not None],
    )


def _about(
    text: str, typed: Sequence[Word], language: Language | None, known: Vocabulary
) -> tuple[Subject, Placed | None]:
    """What is asked for and where. No place is meant in bún bò Huế, nor in nghệ an toàn, where safe turmeric is."""
    whole, place = subject(text, language, known, asking=True), placed(typed)
    if place is None or any(place.is_part_of(topic.text) for topic in whole.topics):
        return whole, None
    others = subject(" ".join(word.text for word in place.others), language, known, asking=True)
    return (others, place) if others.topics or not place.others else (whole, None)


def _there(place: Placed) -> Question | None:
    """The co-op is there, or somebody says so."""
    said = every(_in_a_field(word, ANYWHERE) for word in place.words)
    return some([*(Term(f"p:{code}") for code in place.codes), said])


def _narrow_parents(place: int, known: Vocabulary) -> list[int]:
    """The concepts above, without the widest: who asks for catfish may see fish, but not all food."""
    return [parent for parent in known.above(place) if parent not in known.wide][:2]


def _literal(word: Word, language: Language | None) -> Question | None:
    """Typed with marks: written so or without any. Typed without: any marks, unless the buyer's language has none."""
    if word.unspaced:
        return _in_a_field(word, NAME)
    if word.marked:
        return some([Term(f"={word.exact}"), Term(f"={word.folded}")])
    latin = word.script is Script.LATIN
    return Term(f"={word.folded}") if latin and language not in {None, "vi"} else Term(word.folded)


def _exact(word: Word) -> Question | None:
    return _in_a_field(word, NAME) if word.unspaced else Term(f"={word.exact}")


def _every(typed: Sequence[Word], about: Subject, fields: Fields) -> Question | None:
    """Every word; the last one may be unfinished, unless it is all there is and a term."""
    *before, last = typed
    finished = not before and bool(about.topics)
    final = _in_a_field(last, fields)
    if not finished and not last.unspaced:
        final = Beginning(last.folded, fields) if says_something(last) or not before else None
    return every([*(_in_a_field(word, fields) for word in before), final])


def says_something(begun: Word) -> bool:
    """One letter begins tens of thousands of words, codes of products among them: no choice beside other words."""
    return len(begun.folded) > 1


def _in_a_field(word: Word, fields: Fields) -> Question | None:
    """A single character of Japanese or Korean begins a pair, or is a run's last."""
    if not word.unspaced:
        return Term(word.folded, fields)
    if len(word.folded) == 1:
        return Beginning(word.folded, fields)
    return every(Term(pair, fields) for pair in lexemes(word) if len(pair) > 1)


def _whole(about: Subject, known: Vocabulary) -> Question | None:
    """Every term, or the two things that it is made up of."""
    return every(
        some(
            [
                *(Term(field + known.ids[place]) for place in topic.concepts for field in ("c:", "b:")),
                *(Term(f"m:{known.ids[place]}") for place in topic.modifiers),
                *(every(_part(half, known) for half in known.halves.get(place, ())) for place in topic.concepts),
            ]
        )
        for topic in about.topics
    )


def _part(place: int, known: Vocabulary) -> Question | None:
    name = known.ids[place]
    return some(Term(field + name) for field in (("c:", "b:") if known.is_concept(place) else ("m:",)))


def _pairs(typed: Sequence[Word]) -> list[Question | None]:
    """Neighbouring words of a long text that is no term: one syllable alone is in half of all Vietnamese names."""
    if len(typed) < _MANY:
        return []
    return [every([_in_a_field(one, ANYWHERE), _in_a_field(other, ANYWHERE)]) for one, other in pairwise(typed)]
