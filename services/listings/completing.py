"""Words as they are typed: terms of the lexicon that have listings, products, co-ops."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

import msgspec

from services.listings.asking import says_something
from services.listings.index.postgres import PostgresIndex
from services.listings.index.snapshot import Snapshot
from services.listings.index.wanted import Index, Wanted
from services.listings.language.analyser import Word, lexemes, words
from services.listings.language.vocabulary import key, meaning, vocabulary
from services.listings.questions import NAME, SELLER, Beginning, Fields, Question, Sought, Term, every
from shared.contracts.searching import CompleteWords, Completions, TermFound
from shared.contracts.values import Language, Named
from shared.messaging import Reading
from shared.text import fold

SHOWN = 4
LOOKED_AT = 40
"""Terms, and listings of co-ops, among which the few that are shown are found."""
SHORTEST = 2
"""Latin or Hebrew letters; of Japanese or Korean one says enough."""


LITTLE = 3
"""Letters that begin tens of thousands of names: the dearest to complete, and what everybody types first."""


class Known(NamedTuple):
    key: str
    text: str
    language: Language
    place: int


class Card(msgspec.Struct):
    """What is needed of a card."""

    id: UUID
    names: dict[str, str]
    organisation: Named


_kept: WeakKeyDictionary[Snapshot, dict[CompleteWords, Completions]] = WeakKeyDictionary()
"""What little typing leads to, until the catalogue changes."""
_read = msgspec.json.Decoder(Card).decode


async def complete_words(query: CompleteWords, reading: Reading, at_hand: Snapshot | None = None) -> Completions:
    typed = words(query.q)
    if not typed or (not typed[0].unspaced and len(typed) == 1 and len(typed[0].folded) < SHORTEST):
        return Completions(concepts=[], products=[], sellers=[])
    if at_hand is None:
        return await _completed(query, typed, PostgresIndex(reading))
    kept = _kept.setdefault(at_hand, {}) if len(query.q) <= LITTLE else {}
    if query not in kept:
        kept[query] = await _completed(query, typed, at_hand)
    return kept[query]


async def _completed(query: CompleteWords, typed: Sequence[Word], index: Index) -> Completions:
    return Completions(
        concepts=await _terms(query, index),
        products=await _products(typed, query.lang, index),
        sellers=await _sellers(typed, index),
    )


async def _terms(query: CompleteWords, index: Index) -> list[TermFound]:
    """One term of each concept: the buyer's language first, then what has most listings."""
    begun = list(islice(_beginning(key(query.q)[0]), LOOKED_AT * 5))
    begun.sort(key=lambda one: (one.language != query.lang, len(one.key)))
    best = list({one.place: one for one in reversed(begun)}.values())[::-1][:LOOKED_AT]
    known = vocabulary()
    counts = await index.frequencies([f"c:{known.ids[one.place]}" for one in best])
    found = [
        TermFound(text=one.text, means=_unless(one.text, known.shown[one.place]), listings=count)
        for one, count in zip(best, counts, strict=True)
        if count
    ]
    return sorted(found, key=lambda term: -term.listings)[:SHOWN]


def _unless(text: str, shown: str) -> str | None:
    return None if text == shown else shown


def _beginning(begun: str) -> Iterator[Known]:
    terms = _all_terms()
    for place in range(bisect_left(terms, (begun,)), len(terms)):
        if not terms[place].key.startswith(begun):
            return
        yield terms[place]


@cache
def _all_terms() -> tuple[Known, ...]:
    """In the order of their keys."""
    known = vocabulary()
    return tuple(
        sorted(
            Known(folded, known.written[folded], one.language, one.place)
            for folded, meanings in known.folded.items()
            for one in map(meaning, meanings)
            if known.is_concept(one.place)
        )
    )


async def _products(typed: Sequence[Word], language: Language | None, index: Index) -> list[Named]:
    """Names that have every word, the last one perhaps unfinished."""
    cards = await _cards(_every(typed, NAME), index, SHOWN * 3)
    named = {fold(name): (card, name) for card in reversed(cards) for name in [_name(card, language)]}
    return [Named(id=card.id, name=name) for card, name in reversed(named.values())][:SHOWN]


async def _sellers(typed: Sequence[Word], index: Index) -> list[Named]:
    cards = await _cards(_every(typed, SELLER), index, LOOKED_AT)
    sellers = {card.organisation.id: card.organisation for card in cards}
    return list(sellers.values())[:SHOWN]


async def _cards(question: Question | None, index: Index, rows: int) -> list[Card]:
    if question is None:
        return []
    found = await index.find(Wanted(Sought(question, {"anywhere": question}, is_any_fit=True), {}, None, None, rows))
    return [_read(hit.card) for hit in found.hits]


def _every(typed: Sequence[Word], fields: Fields) -> Question | None:
    *before, last = typed
    if last.unspaced:
        final = every(_pair(pair, fields) for pair in lexemes(last) if len(pair) > 1 or len(last.folded) == 1)
    else:
        final = Beginning(last.folded, fields) if says_something(last) or not before else None
    return every([*(_whole(word, fields) for word in before), final])


def _whole(word: Word, fields: Fields) -> Question | None:
    return every(Term(one, fields) for one in lexemes(word) if not word.unspaced or len(one) > 1)


def _pair(pair: str, fields: Fields) -> Question:
    return Beginning(pair, fields) if len(pair) == 1 else Term(pair, fields)


def _name(card: Card, language: Language | None) -> str:
    return card.names.get(language or "vi") or card.names["vi"]
