"""The catalogue's index in PostgreSQL: `tsvector`, written with the publication, so it is never behind."""

from collections.abc import Sequence
from typing import Any

from services.listings.asking import WEIGHTS
from services.listings.cards import card_json, card_of
from services.listings.index import statements
from services.listings.index.statements import Chosen
from services.listings.index.wanted import FACETS, Counts, Found, Hit, Wanted
from services.listings.indexing import thing_of
from services.listings.questions import NAME, Fields, Question
from services.listings.tags import verdicts
from shared.messaging import Reading

NOTHING = "'∅'"
"""A question that no entry answers."""

Values = dict[str, Any]


class TsQuery:
    """`to_tsquery` would cut the lexemes up again, so questions are written in tsquery's own notation."""

    def term(self, lexeme: str, fields: Fields = NAME) -> str:
        return self._in_some(lexeme, fields, "")

    def beginning(self, lexeme: str, fields: Fields) -> str:
        return self._in_some(lexeme, fields, ":*")

    def every(self, parts: Sequence[Question]) -> str:
        return f"({' & '.join(part.written(self) for part in parts)})"

    def some(self, parts: Sequence[Question]) -> str:
        return _either([part.written(self) for part in parts])

    def _in_some(self, lexeme: str, fields: Fields, ending: str) -> str:
        escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
        stated = [f"'{field}{escaped}'{ending}" for field in fields]
        return stated[0] if len(stated) == 1 else _either(stated)


def _either(stated: Sequence[str]) -> str:
    return f"({' | '.join(stated)})"


class PostgresIndex:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    async def find(self, wanted: Wanted) -> Found:
        chosen, values = _stated(wanted)
        place: Values = {"rows": wanted.rows}
        if chosen.order == "relevance":
            fits = wanted.text.fits if wanted.text else {}
            place |= {f"fit_{name}": _written(fits.get(name)) for name in WEIGHTS}
        if wanted.after is not None:
            place |= {"after_order": wanted.after.order, "after_id": wanted.after.listing_id}
        rows = list(await self._reading.execute(statements.page(chosen), values | place))
        total = rows[0].total if rows else await self.total(wanted)
        return Found(
            [
                Hit(
                    order=row.order,
                    listing_id=row.id,
                    concepts=tuple(row.concepts),
                    card=card_json(card_of(row, self._reading, verdicts(row.tags))),
                    thing=thing_of(row.terms),
                )
                for row in rows
            ],
            total,
        )

    async def total(self, wanted: Wanted) -> int:
        chosen, values = _stated(wanted)
        return await self._reading.scalar(statements.total(chosen), values) or 0

    async def count(self, wanted: Wanted) -> Counts:
        chosen, values = _stated(wanted)
        counts: Counts = {facet: {} for facet in FACETS}
        for row in await self._reading.execute(statements.counts(chosen), values):
            facet, _, value = row.tag.partition(":")
            if facet in counts and row.facet == (facet if facet in wanted.tags else ""):
                counts[facet][value] = row.found
        return counts

    async def frequencies(self, lexemes: Sequence[str]) -> list[int]:
        values = {"questions": [TsQuery().term(lexeme) for lexeme in lexemes]}
        rows = await self._reading.execute(statements.frequencies(), values)
        return list(rows.scalars())


def _stated(wanted: Wanted) -> tuple[Chosen, Values]:
    values: Values = {facet: [f"{facet}:{value}" for value in chosen] for facet, chosen in wanted.tags.items()}
    conditions = [*values]
    if wanted.text is not None:
        values["text"] = _written(wanted.text.matches)
        conditions.append("text")
    if wanted.price is not None:
        values["price_from"], values["price_to"] = wanted.price
        conditions.append("price")
    if wanted.supply is not None:
        spans = wanted.supply.spans()
        values |= {"supply_from": [start for start, _ in spans], "supply_to": [end for _, end in spans]}
        conditions.append("supply")
    order = wanted.sort or ("newest" if wanted.text is None else "relevance")
    return Chosen(tuple(sorted(conditions)), order, wanted.after is not None), values


def _written(question: Question | None) -> str:
    return NOTHING if question is None else question.written(TsQuery())
