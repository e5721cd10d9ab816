"""The index in memory as of one moment: what is found, in which order, and the counts.

A score of tantivy has 24 bits. Eleven hold the rank; the standing moves it by less than one, so scores choose the
candidates, and the exact order is made of the ranks and standings behind them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import attrgetter, itemgetter
from typing import NamedTuple
from uuid import UUID

from tantivy import DocAddress, FieldType, Occur, Query, Searcher

from services.listings.asking import WEIGHTS
from services.listings.index.documents import HALF, JOINT, SCHEMA, STEP
from services.listings.index.ties import tied
from services.listings.index.wanted import FACETS, Counts, Found, Hit, Place, Sorted, Wanted
from services.listings.questions import Fields, Sought

MOST_TAGS = 1000
SPARE = 8
"""Candidates beyond those that are wanted."""
KEPT = 2048
"""Texts whose queries are kept."""

counted = attrgetter("count")
"""Missing in tantivy's type stubs."""

ORDERS: dict[Sorted, tuple[str, FieldType, float]] = {
    "newest": ("published", FieldType.Integer, 1_000_000),
    "price": ("cheapness", FieldType.Float, 1),
    "stars": ("acclaim", FieldType.Float, 1),
}
"""By which field, and its units in one of the order."""

Scored = tuple[float, DocAddress]
Placed = tuple[float, int, DocAddress]
"""The order value, the id as a number."""
_BY_PLACE = itemgetter(0, 1)


class Notation:
    """tantivy's own queries."""

    def term(self, lexeme: str, fields: Fields) -> Query:
        return Query.term_query(SCHEMA, "terms", JOINT[fields] + lexeme, "basic")

    def beginning(self, lexeme: str, fields: Fields) -> Query:
        return Query.fuzzy_term_query(SCHEMA, "terms", JOINT[fields] + lexeme, distance=0, prefix=True)

    def every(self, parts: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def some(self, parts: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, part) for part in parts])


NOTATION = Notation()


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
        total = None if _is_narrowed(wanted) else self._searcher.num_docs
        limit = wanted.rows + SPARE
        if sort is None:
            query = _ranked(wanted)
            limit += wanted.after.passed if wanted.after else 0
        elif wanted.after is None:
            query = _chosen(wanted)
        else:
            chosen = _chosen(wanted)
            total = counted(self._searcher.search(chosen, limit=1, count=True)) if total is None else total
            query = NOTATION.every([chosen, _not_before(wanted.after, sort)])
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
        found: int = counted(self._searcher.search(_chosen(wanted), limit=1, count=True))
        return found

    async def count(self, wanted: Wanted) -> Counts:
        if _is_narrowed(wanted):
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
        fits = {name: question.written(NOTATION) for name, question in wanted.text.fits.items()} if wanted.text else {}
        same = tied(self._searcher, _chosen(wanted), fits, rank, stands, wanted.after, wanted.rows + SPARE)
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
            query = _chosen(wanted, without=facet)
            tags = {"terms": {"field": "tags", "size": MOST_TAGS}}
            for bucket in self._searcher.aggregate(query, {"tags": tags})["tags"]["buckets"]:
                of, _, value = bucket["key"].partition(":")
                if of in counts and facet == (of if of in wanted.tags else ""):
                    counts[of][value] = bucket["doc_count"]
        return counts


def _rank(score: float, stands: float) -> int:
    return round(score / (1 + stands * STEP))


def _chosen(wanted: Wanted, without: str = "") -> Query:
    conditions = _conditions(wanted, without)
    if wanted.text is not None:
        conditions.append(_matching(wanted.text))
    if not conditions:
        return Query.all_query()
    return conditions[0] if len(conditions) == 1 else NOTATION.every(conditions)


def _conditions(wanted: Wanted, without: str = "") -> list[Query]:
    """Besides the text's. tantivy's set of terms costs a walk through all of them, so each is asked for by itself."""
    conditions = [
        NOTATION.some([Query.term_query(SCHEMA, "tags", f"{facet}:{value}", "basic") for value in values])
        for facet, values in wanted.tags.items()
        if facet != without
    ]
    if wanted.price is not None:
        conditions.append(Query.range_query(SCHEMA, "price", FieldType.Float, *wanted.price))
    if wanted.supply is not None:
        spans = wanted.supply.spans()
        conditions.append(NOTATION.some([Query.range_query(SCHEMA, "supply", FieldType.Float, *one) for one in spans]))
    return conditions


def _is_narrowed(wanted: Wanted) -> bool:
    return wanted.text is not None or bool(wanted.tags) or wanted.price is not None or wanted.supply is not None


def _ranked(wanted: Wanted) -> Query:
    """What is found by a text, scored by how it fits."""
    if wanted.text is None:
        raise ValueError(wanted)
    conditions = _conditions(wanted)
    if not conditions:
        return _scored(wanted.text)
    required = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in conditions]
    return Query.boolean_query([*required, (Occur.Must, _scored(wanted.text))])


@lru_cache(maxsize=KEPT)
def _matching(text: Sought) -> Query:
    return text.matches.written(NOTATION)


@lru_cache(maxsize=KEPT)
def _scored(text: Sought) -> Query:
    weights = [
        (Occur.Should, Query.const_score_query(question.written(NOTATION), WEIGHTS[name]))
        for name, question in text.fits.items()
    ]
    if text.is_any_fit:
        return Query.boolean_query(weights)
    return Query.boolean_query([(Occur.Must, Query.const_score_query(_matching(text), 0.0)), *weights])


def _not_before(place: Place, sort: Sorted) -> Query:
    field, kind, units = ORDERS[sort]
    bound = round(place.order * units) if kind is FieldType.Integer else place.order
    return Query.range_query(SCHEMA, field, kind, None, bound)


def _after(places: list[Placed], place: Place | None) -> list[Placed]:
    if place is None:
        return places
    return [one for one in places if one[:2] < (place.order, place.listing_id.int)]
