"""What a term may mean in a text of some language, and what it costs to take it for that."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple

from services.listings.language.analyser import Script, Word
from services.listings.language.stems import hebrew
from services.listings.language.vocabulary import Meaning, Vocabulary, meaning
from shared.contracts.values import Language

_TERM, _QUALITY, _FOREIGN, _OTHER_MARKS = 1.0, 0.9, 0.5, 1.0
"""The cost of a concept, of a modifier (dried, ginger tea: not dried ginger, tea), and more for a term of another
language than the text's or one whose Vietnamese marks differ."""
_PREFIXES = {"ה": 4, "ב": 4, "ל": 4, "ו": 4, "מ": 4, "כ": 5, "ש": 5, "וה": 5, "מה": 5, "של": 5, "שב": 5}
"""Hebrew the, in, to, and, from, as, that are written together with the noun; from how many letters on."""
_ARTICLE, _CONSTRUCT = "ה", "י"


class Hit(NamedTuple):
    cost: float
    meanings: tuple[Meaning, ...]


NOTHING = Hit(0.0, ())


def names(found: Sequence[Word]) -> set[Word]:
    """A capital letter within a Vietnamese sentence makes a name; without marks it takes two: no song in Song Giang."""
    if not any(word.text.islower() for word in found) or not any(word.marked for word in found):
        return set()
    beside = zip(found, [*found[1:], None], [None, *found[:-1]], strict=True)
    return {
        word
        for word, after, before in islice(beside, 1, None)
        if word.capital and (word.marked or any(one and one.capital for one in (after, before) if one is not found[0]))
    }


def _without_prefixes(some: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """האורז הדביק, the sticky rice, is אורז דביק; בדי משי, cloths of silk, is בד משי."""
    first, *others = some
    rest = [_shorn(word, _ARTICLE) if word.text.startswith(_ARTICLE) else word for word in others]
    firsts = [first, *(_shorn(first, prefix) for prefix in _PREFIXES if first.text.startswith(prefix))]
    for one in dict.fromkeys(firsts):
        if one is not first or rest != others:
            yield (one, *rest)
        if rest and one.folded.endswith(_CONSTRUCT):
            yield (one._replace(folded=one.folded[:-1], exact=one.exact[:-1]), *rest)


def _shorn(word: Word, prefix: str) -> Word:
    if len(word.text) < _PREFIXES[prefix]:
        return word
    folded = hebrew(word.text.removeprefix(prefix))
    return word._replace(folded=folded, exact=folded)


class Lookup:
    """What a term may mean in a text of this language. `bare`: the text has no Vietnamese marks at all."""

    def __init__(self, known: Vocabulary, language: Language | None, *, bare: bool, asking: bool) -> None:
        self._known, self._language, self._bare, self._asking = known, language, bare, asking

    def spaced(self, some: Sequence[Word], named: AbstractSet[Word]) -> Hit:
        """No `sơn` (lacquer) in Lạng Sơn, no `tôm đất` (a shrimp) in Ruốc tôm Đất Mũi."""
        if named and self._is_of_a_name(some, named):
            return NOTHING
        hit = self.joined(some, " ")
        if not hit.meanings and some[0].script is Script.HEBREW:
            hits = (self.joined(other, " ") for other in _without_prefixes(some))
            return next((other for other in hits if other.meanings), NOTHING)
        return hit

    def _is_of_a_name(self, some: Sequence[Word], named: AbstractSet[Word]) -> bool:
        if some[0] in named:
            return len(some) == 1
        return any(word in named for word in some[1:]) and not self._is_named(some)

    def _is_named(self, some: Sequence[Word]) -> bool:
        """The lexicon has the name in it: vải thiều Lục Ngạn. Two capitals in a row are read as they come."""
        written = self._known.written.get(" ".join(word.folded for word in some), "")
        return any(word[:1].isupper() for word in written.split()[1:])

    def joined(self, some: Sequence[Word], joint: str) -> Hit:
        """With its marks; without them when the text has none, or, in terms of several words, when they are wrong."""
        plain = joint.join(word.folded for word in some)
        folded = self._known.folded.get(plain, ()) or self._known.spelt_otherwise(plain)
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
        """What the term is mistaken for; of a Vietnamese one also what it begins with: dầu hào of dầu hào nấm."""
        friends = map(meaning, self._known.asked.get(" ".join(word.exact for word in some), ()))
        shorter = range(2, len(some)) if self._language == "vi" else ()
        return (*friends, *(one for end in shorter for one in self.joined(some[:end], " ").meanings))

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
