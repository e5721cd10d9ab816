"""Counting co-ops on a day of the past: by the last state that their history has of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from services.registry.models.organisation import StatusChange
from services.registry.queries.organisations import ORGANISATION, READERS
from shared.contracts.registry import Organisation
from shared.contracts.statistics import CoopCount, CoopCounts, CountCoops, CountedCoops, FindCountedCoops
from shared.messaging import Reading
from shared.span import end_of

_STATED = {*Organisation.__struct_fields__} - {"status"}
_AS_THEY_ARE = [column for column in ORGANISATION.c if column.name in _STATED]


async def count_coops(query: CountCoops, reading: Reading) -> CoopCounts:
    reading.actor.must_be(*READERS)
    standing = _standing(query.day)
    key = (ORGANISATION.c.sector, ORGANISATION.c.province, ORGANISATION.c.legal_form, standing.c.status)
    statement = (
        sa.select(*key, sa.func.count().label("number"))
        .join(standing, standing.c.organisation_id == ORGANISATION.c.id)
        .where(ORGANISATION.c.kind == "coop")
        .group_by(*key)
        .order_by(*key)
    )
    cells = [
        CoopCount(sector=sector, province=province, legal_form=legal_form, status=status, count=number)
        for sector, province, legal_form, status, number in await reading.execute(statement)
    ]
    return CoopCounts(day=query.day, total=sum(cell.count for cell in cells), cells=cells)


async def find_counted_coops(query: FindCountedCoops, reading: Reading) -> CountedCoops:
    reading.actor.must_be(*READERS)
    standing = _standing(query.day)
    counted = sa.and_(*_asked(query, standing))
    source = ORGANISATION.join(standing, standing.c.organisation_id == ORGANISATION.c.id)
    page = (
        sa.select(*_AS_THEY_ARE, standing.c.status)
        .select_from(source)
        .where(counted)
        .order_by(ORGANISATION.c.sort_key, ORGANISATION.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(source, counted)
    rows = await reading.execute(page)
    items = [msgspec.convert(row, Organisation, from_attributes=True) for row in rows]
    return CountedCoops(items=items, total=total)


def _standing(day: date) -> sa.Subquery:
    """The last state of each organisation that had one by the end of that day."""
    history = StatusChange.metadata.tables["status_change"]
    return (
        sa.select(history.c.organisation_id, history.c.status)
        .ext(distinct_on(history.c.organisation_id))
        .where(history.c.changed_at < end_of(day))
        .order_by(history.c.organisation_id, history.c.version.desc())
        .subquery("standing")
    )


def _asked(query: FindCountedCoops, standing: sa.Subquery) -> Iterator[sa.ColumnElement[bool]]:
    yield ORGANISATION.c.kind == "coop"
    if query.status is not None:
        yield standing.c.status == query.status
    if query.without_sector:
        yield ORGANISATION.c.sector.is_(None)
    if query.without_province:
        yield ORGANISATION.c.province.is_(None)
    for column in ("sector", "province", "legal_form"):
        wanted: Any = getattr(query, column)
        if wanted is not None:
            yield ORGANISATION.c[column] == wanted
