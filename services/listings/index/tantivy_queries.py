"""What is wanted of the index in memory, in tantivy's own queries."""

from collections.abc import Sequence
from functools import lru_cache

from tantivy import FieldType, Occur, Query

from services.listings.asking import WEIGHTS
from services.listings.index.documents import JOINT, SCHEMA
from services.listings.index.wanted import Place, Sorted, Wanted
from services.listings.questions import Fields, Question, Some, Sought

KEPT = 2048
"""Texts whose queries are kept."""

ORDERS: dict[Sorted, tuple[str, FieldType, float]] = {
    "newest": ("published", FieldType.Integer, 1_000_000),
    "price": ("cheapness", FieldType.Float, 1),
    "stars": ("acclaim", FieldType.Float, 1),
}
"""By which field, and its units in one of the order."""


class Notation:
    """tantivy's own queries. Each question is written once, however often it stands in what is asked."""

    def __init__(self) -> None:
        self._written: dict[int, Query] = {}

    def query(self, question: Question) -> Query:
        """Of a question that stays: by its identity, as telling by what is in it costs more than writing it."""
        written = self._written.get(id(question))
        if written is None:
            written = self._written[id(question)] = question.written(self)
        return written

    def term(self, lexeme: str, fields: Fields) -> Query:
        return _term(JOINT[fields] + lexeme)

    def beginning(self, lexeme: str, fields: Fields) -> Query:
        return Query.fuzzy_term_query(SCHEMA, "terms", JOINT[fields] + lexeme, distance=0, prefix=True)

    def every(self, parts: Sequence[Question]) -> Query:
        return every_of([self.query(part) for part in parts])

    def some(self, parts: Sequence[Question]) -> Query:
        return some_of([self.query(part) for part in parts])


@lru_cache(maxsize=8192)
def _term(lexeme: str) -> Query:
    """Many ask for the same."""
    return Query.term_query(SCHEMA, "terms", lexeme, "basic")


def every_of(parts: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def some_of(parts: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, part) for part in parts])


def chosen(wanted: Wanted, without: str = "") -> Query:
    conditions = _conditions(wanted, without)
    if wanted.text is not None:
        conditions.append(_matching(wanted.text))
    if not conditions:
        return Query.all_query()
    return conditions[0] if len(conditions) == 1 else every_of(conditions)


def _conditions(wanted: Wanted, without: str = "") -> list[Query]:
    """Besides the text's. tantivy's set of terms costs a walk through all of them, so each is asked for by itself."""
    conditions = [
        some_of([Query.term_query(SCHEMA, "tags", f"{facet}:{value}", "basic") for value in values])
        for facet, values in wanted.tags.items()
        if facet != without
    ]
    if wanted.price is not None:
        conditions.append(Query.range_query(SCHEMA, "price", FieldType.Float, *wanted.price))
    if wanted.supply is not None:
        spans = wanted.supply.spans()
        conditions.append(some_of([Query.range_query(SCHEMA, "supply", FieldType.Float, *one) for one in spans]))
    return conditions


def is_narrowed(wanted: Wanted) -> bool:
    return wanted.text is not None or bool(wanted.tags) or wanted.price is not None or wanted.supply is not None


def ranked(wanted: Wanted) -> Query:
    """What is found by a text, scored by how it fits."""
    if wanted.text is None:
        raise ValueError(wanted)
    conditions = _conditions(wanted)
    if not conditions:
        return _scored(wanted.text)
    required = [(Occur.Must, _unscored(one)) for one in conditions]
    return Query.boolean_query([*required, (Occur.Must, _scored(wanted.text))])


@lru_cache(maxsize=KEPT)
def _matching(text: Sought) -> Query:
    return Notation().query(text.matches)


@lru_cache(maxsize=KEPT)
def _scored(text: Sought) -> Query:
    """A fit that by itself makes a listing one that is found is looked for only there."""
    notation = Notation()
    fits = {name: Query.const_score_query(notation.query(one), WEIGHTS[name]) for name, one in text.fits.items()}
    if text.is_any_fit:
        return some_of([*fits.values()])
    names = {id(question): name for name, question in text.fits.items()}
    parts = text.matches.parts if isinstance(text.matches, Some) else (text.matches,)
    found = [fits.pop(names[id(one)]) if id(one) in names else _unscored(notation.query(one)) for one in parts]
    return Query.boolean_query([(Occur.Must, some_of(found)), *((Occur.Should, fit) for fit in fits.values())])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def not_before(place: Place, sort: Sorted) -> Query:
    field, kind, units = ORDERS[sort]
    bound = round(place.order * units) if kind is FieldType.Integer else place.order
    return Query.range_query(SCHEMA, field, kind, None, bound)
