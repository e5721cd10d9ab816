"""The catalogue: text, filters with counts, pages by cursor.

Only when a text finds nothing by itself is it asked more widely, and when it has words that are nowhere, its closest
known spelling is looked for.
"""

import base64
import binascii
from collections.abc import Sequence
from functools import cache, partial
from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec
from msgspec.structs import replace

from services.listings.asking import WEIGHTS, Asked, understood
from services.listings.cards import as_found
from services.listings.index.following import AtHand
from services.listings.index.postgres import PostgresIndex
from services.listings.index.wanted import COUNTED, FACETS, Counts, Hit, Index, Place, Sorted, Wanted
from services.listings.language.spelling import closest
from services.listings.missed import note
from services.listings.reasons import called, why
from services.listings.supply import MONTHS, supply_of
from services.listings.tags import price_range
from shared.contracts.catalogue import Answers, Facets, FindListings
from shared.contracts.values import Language
from shared.errors import Invalid
from shared.messaging import Reading

LITTLE = 3
"""Fewer hits than these make a spelling worth offering."""


class CataloguePage(msgspec.Struct, frozen=True, kw_only=True):
    """The contract's, with cards that are JSON already."""

    items: list[msgspec.Raw]
    total: int
    total_is_lower_bound: bool
    next_cursor: str | None = None
    facets: Facets | None = None
    did_you_mean: str | None = None
    answers: Answers = "asked"


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended, and how the text was taken. `spelling`: what was taken in its place."""

    order: Annotated[float, msgspec.Meta(ge=0, le=1e11)]
    listing_id: UUID
    answers: Answers = "asked"
    passed: Annotated[int, msgspec.Meta(ge=0, le=10**9)] = 0
    spelling: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class Found(NamedTuple):
    """What was found for a text, or for the `spelling` taken in its place: `hits` are a page and one more."""

    words: Asked | None
    answers: Answers
    wanted: Wanted
    hits: list[Hit]
    total: int
    spelling: str | None = None

    @property
    def has_every_word(self) -> bool:
        """Of the best hit: each word stands in it somewhere."""
        return bool(self.hits) and bool(int(self.hits[0].order) & WEIGHTS["anywhere"])


async def find_listings(query: FindListings, reading: Reading, at_hand: AtHand) -> CataloguePage:
    """Best match first with a text, newest first without."""
    index = at_hand.snapshot or PostgresIndex(reading)
    words = understood(query.q, query.lang)
    if words is None and query.q.strip():
        return CataloguePage(items=[], total=0, total_is_lower_bound=False, facets=_facets({}))
    after = None if query.cursor is None else _decoded(query.cursor)
    spelling = after.spelling if after else None
    if spelling is not None:
        words = understood(spelling, query.lang)
    search = _Search(query, reading, index, after)
    found = (await search.find(words, after.answers if after else "asked"))._replace(spelling=spelling)
    if words is not None and after is None:
        if not found.total and not search.is_narrowed:
            note(query, reading.today, at_hand.missed)
        found, spelling = await search.helped(found, words)
    found = await search.arranged(found)
    explained = cache(partial(_why, found, query.lang))  # many of a page fit in the same way
    return CataloguePage(
        items=[
            as_found(hit.card, called(hit.thing, query.lang), explained(_rank(hit, found), hit.concepts))
            for hit in found.hits[: query.page_size]
        ],
        total=min(found.total, COUNTED),
        total_is_lower_bound=found.total > COUNTED,
        next_cursor=search.cursor(found) if len(found.hits) > query.page_size else None,
        facets=_facets(await _counts(index, found.wanted)) if query.with_facets else None,
        did_you_mean=spelling,
        answers=found.answers,
    )


class _Search:
    """One query against one index."""

    def __init__(self, query: FindListings, reading: Reading, index: Index, after: Cursor | None) -> None:
        self._query, self._index, self._after = query, index, after
        self._tags = {name: values for name in FACETS if (values := [str(one) for one in getattr(query, name)])}
        self._supply = supply_of(query.capacity_from, query.capacity_unit, query.month)
        if self._supply is not None:
            self._tags.pop("month", None)
        self._sort: Sorted | None = None if query.sort == "relevance" else query.sort
        self._price = price_range(query.price_from, query.price_to, query.currency, reading.today)

    @property
    def _place(self) -> Place | None:
        after = self._after
        return None if after is None else Place(after.order, after.listing_id, after.passed)

    @property
    def is_narrowed(self) -> bool:
        return bool(self._tags) or self._price is not None or self._supply is not None

    async def find(self, words: Asked | None, answers: Answers) -> Found:
        text = None
        if words is not None:
            text = words.related if answers == "related" else words.whole
        after = self._place if words is None or self._sort is None else None
        rows, sort = self._query.page_size + 1, self._sort if words is None else None
        wanted = Wanted(text, self._tags, self._price, after, rows, self._supply, sort)
        hits, total = await self._index.find(wanted)
        return Found(words, answers, wanted, hits, total)

    async def arranged(self, found: Found) -> Found:
        """As found, or in another order than by relevance. What is only akin would come first as likely as last there,
        so it is left out unless there is nothing else.
        """
        if found.words is None or self._sort is None:
            return found
        wanted = replace(found.wanted, sort=self._sort, after=self._place)
        if found.answers != "related":
            plain = replace(wanted, text=found.words.plain)
            hits, total = await self._index.find(plain)
            if total:
                return found._replace(wanted=plain, hits=hits, total=total)
        hits, total = await self._index.find(wanted)
        return found._replace(wanted=wanted, hits=hits, total=total)

    async def helped(self, found: Found, words: Asked) -> tuple[Found, str | None]:
        """Found little, or words that are nowhere: the closest spelling; found nothing: also what is only related.

        Filters stay as they are; words that they hide are not nowhere.
        """
        about = words.subject
        strange = bool(about.unknown) and not found.has_every_word and not await self._is_hidden(found)
        if found.total >= LITTLE and not strange:
            return found, None
        spelling = closest(self._query.q, about) if about.unknown else None
        meant = understood(spelling, self._query.lang) if spelling is not None and strange else None
        if meant is not None:
            other = await self.find(meant, "spelling")
            if not other.total and not found.total:
                other = await self.find(meant, "related")
            if other.total:
                return other._replace(spelling=spelling), spelling
        if not found.total and words.related.matches != words.whole.matches:
            other = await self.find(words, "related")
            found = other if other.total else found
        return found, spelling

    async def _is_hidden(self, found: Found) -> bool:
        """Without the filters some listing has every word."""
        if not self.is_narrowed:
            return False
        wanted = replace(found.wanted, tags={}, price=None, supply=None, rows=1)
        hits, total = await self._index.find(wanted)
        return found._replace(hits=hits, total=total).has_every_word

    def cursor(self, found: Found) -> str:
        """Of a page that goes on."""
        last = found.hits[self._query.page_size - 1]
        passed = self._query.page_size + (self._after.passed if self._after else 0)
        cursor = Cursor(last.order, last.listing_id, found.answers, passed, found.spelling)
        return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode()


async def _counts(index: Index, wanted: Wanted) -> Counts:
    """Tags know in which months there is anything, not whether it is enough."""
    counts = await index.count(wanted)
    if wanted.supply is None:
        return counts
    each = {month: replace(wanted, supply=replace(wanted.supply, months=(month,))) for month in MONTHS}
    enough = {str(month): await index.total(one) for month, one in each.items()}
    return counts | {"month": {month: found for month, found in enough.items() if found}}


def _rank(hit: Hit, found: Found) -> int:
    """In another order than by relevance, an order value is no rank."""
    return 0 if found.wanted.sort else int(hit.order)


def _why(found: Found, language: Language | None, rank: int, concepts: Sequence[str]) -> str | None:
    return None if found.words is None else why(found.words, rank, concepts, language)


def _facets(counts: Counts) -> Facets:
    return Facets(**{facet: counts.get(facet, {}) for facet in FACETS})


def _decoded(cursor: str) -> Cursor:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=Cursor)
    except (binascii.Error, ValueError) as error:
        raise Invalid({"cursor": "malformed"}) from error
