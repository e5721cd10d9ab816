"""The index in memory as of one moment: what is found, in which order, and the counts.

A score of tantivy has 24 bits. Eleven hold the rank; the standing moves it by less than one, so scores choose the
candidates, and the exact order is made of the ranks and standings behind them.
"""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from operator import attrgetter, itemgetter
from typing import NamedTuple
from uuid import UUID

from tantivy import DocAddress, Query, Searcher

from services.listings.index.documents import HALF, STEP
from services.listings.index.tantivy_queries import ORDERS, Notation, chosen, every_of, is_narrowed, not_before, ranked
from services.listings.index.ties import tied
from services.listings.index.wanted import FACETS, Counts, Found, Hit, Place, Sorted, Wanted

MOST_TAGS = 1000
SPARE = 8
"""Candidates beyond those that are wanted."""
counted = attrgetter("count")
"""Missing in tantivy's type stubs."""

Scored = tuple[float, DocAddress]
Placed = tuple[float, int, DocAddress]
"""The order value, the id as a number."""
_BY_PLACE = itemgetter(0, 1)


class Shown(NamedTuple):
    """Of a listing that is found. `card` is JSON."""

    listing_id: UUID
    concepts: tuple[str, ...]
    card: bytes
    thing: str | None


class Snapshot:
    """The index as of one moment. `shown`, by ids as numbers, may be younger: what is gone from it is not found."""

    def __init__(self, searcher: Searcher, shown: Mapping[int, Shown]) -> None:
        self._searcher = searcher
        self._shown = shown
        self._all_counts: Counts | None = None

    @property
    def segments(self) -> int:
        return self._searcher.num_segments

    async def find(self, wanted: Wanted) -> Found:
        """The best in exact order. To find them, a few more are taken, and those that share the last one's score."""
        sort = wanted.sort or (None if wanted.text is not None else "newest")
        total = None if is_narrowed(wanted) else self._searcher.num_docs
        limit = wanted.rows + SPARE
        if sort is None:
            query = ranked(wanted)
            limit += wanted.after.passed if wanted.after else 0
        elif wanted.after is None:
            query = chosen(wanted)
        else:
            whole_list = chosen(wanted)
            total = counted(self._searcher.search(whole_list, limit=1, count=True)) if total is None else total
            query = every_of([whole_list, not_before(wanted.after, sort)])
        limit = min(limit, self._searcher.num_docs + 1)
        while True:
            hits, total = self._candidates(query, limit, total, sort)
            whole = len(hits) < limit
            complete = hits if whole else [hit for hit in hits if hit[0] != hits[-1][0]]
            enough = whole or len(complete) >= wanted.rows
            places = _after(self._exact(complete, sort), wanted.after) if enough else []
            if sort is None and not whole and len(places) < wanted.rows:
                level = [*self._exact(complete, sort), *self._level(wanted, hits[-1])]
                places = _after(list({place[1]: place for place in level}.values()), wanted.after)
            if whole or len(places) >= wanted.rows:
                best = nlargest(wanted.rows, places, _BY_PLACE)
                return Found([Hit(order, *self._shown[key]) for order, key, _ in best], total)
            limit = min(self._searcher.num_docs + 1, limit * 4)

    async def total(self, wanted: Wanted) -> int:
        found: int = counted(self._searcher.search(chosen(wanted), limit=1, count=True))
        return found

    async def count(self, wanted: Wanted) -> Counts:
        if is_narrowed(wanted):
            return self._counts(wanted)
        if self._all_counts is None:
            self._all_counts = self._counts(wanted)
        return self._all_counts

    async def frequencies(self, lexemes: Sequence[str]) -> list[int]:
        """As of the last merge of what was deleted: good enough for a hint."""
        return [self._searcher.doc_freq("terms", lexeme) for lexeme in lexemes]

    def _candidates(self, query: Query, limit: int, total: int | None, sort: Sorted | None) -> tuple[list[Scored], int]:
        """Counted unless that is done."""
        weight, order = ("weight", None) if sort is None else (None, ORDERS[sort][0])
        result = self._searcher.search(
            query, limit=limit, count=total is None, weight_by_field=weight, order_by_field=order
        )
        return result.hits, counted(result) if total is None else total

    def _exact(self, hits: list[Scored], sort: Sorted | None) -> list[Placed]:
        """In no order yet."""
        addresses = [address for _, address in hits]
        if sort is None:
            standings = self._numbers("standing", addresses)
            orders = [_rank(score, stands) + stands for (score, _), stands in zip(hits, standings, strict=True)]
        else:
            orders = [value / ORDERS[sort][2] for value, _ in hits]
        return self._placed(orders, addresses)

    def _level(self, wanted: Wanted, last: Scored) -> list[Placed]:
        """Those of the last one's rank that stand about as high."""
        score, address = last
        [stands] = self._numbers("standing", [address])
        rank = _rank(score, stands)
        notation = Notation()
        fits = {name: notation.query(question) for name, question in wanted.text.fits.items()} if wanted.text else {}
        same = tied(self._searcher, chosen(wanted), fits, rank, stands, wanted.after, wanted.rows + SPARE)
        return self._placed([rank + stands for stands, _ in same], [address for _, address in same])

    def _placed(self, orders: list[float], addresses: list[DocAddress]) -> list[Placed]:
        """Ids stay numbers until they are shown."""
        ids = zip(self._numbers("high", addresses), self._numbers("low", addresses), strict=True)
        keys = (int(high) * HALF + int(low) for high, low in ids)
        return [place for place in zip(orders, keys, addresses, strict=True) if place[1] in self._shown]

    def _numbers(self, field: str, addresses: list[DocAddress]) -> list[int | float]:
        """Of a field that every entry has."""
        return [value or 0 for value in self._searcher.fast_field_values(field, addresses)]

    def _counts(self, wanted: Wanted) -> Counts:
        counts: Counts = {facet: {} for facet in FACETS}
        for facet in ("", *wanted.tags):
            query = chosen(wanted, without=facet)
            tags = {"terms": {"field": "tags", "size": MOST_TAGS}}
            for bucket in self._searcher.aggregate(query, {"tags": tags})["tags"]["buckets"]:
                of, _, value = bucket["key"].partition(":")
                if of in counts and facet == (of if of in wanted.tags else ""):
                    counts[of][value] = bucket["doc_count"]
        return counts


def _rank(score: float, stands: float) -> int:
    return round(score / (1 + stands * STEP))


def _after(places: list[Placed], place: Place | None) -> list[Placed]:
    if place is None:
        return places
    return [one for one in places if one[:2] < (place.order, place.listing_id.int)]
