"""The catalogue: text, filters with counts, pages by cursor."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.listings.cards import cards_by_id
from services.listings.catalogue import ENTRY
from services.listings.terms import query as text_query
from shared.contracts.listings import CataloguePage, Facets, FindListings
from shared.errors import Invalid
from shared.messaging import Reading

COUNTED = 10_000
"""`total` and facet counts are exact up to here."""

Condition = sa.ColumnElement[bool]


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the order value and the id of its last listing."""

    order: float
    listing_id: UUID


async def find_listings(query: FindListings, reading: Reading) -> CataloguePage:
    """Best match first with a text, newest first without."""
    asked = text_query(query.q)
    if query.q.strip() and not asked:
        return CataloguePage(items=[], total=0, total_is_lower_bound=False, next_cursor=None, facets=_no_facets())
    filters = _filters(query, reading.now)
    text = _text_condition(asked)
    matching = [text, *filters.values()]
    connection = await reading.session.connection()
    order = _order(asked)
    page = sa.select(ENTRY.c.listing_id, order.label("order")).where(*matching)
    if query.cursor is not None:
        after = _decoded(query.cursor)
        page = page.where(sa.tuple_(order, ENTRY.c.listing_id) < sa.tuple_(sa.literal(after.order), after.listing_id))
    page = page.order_by(order.desc(), ENTRY.c.listing_id.desc()).limit(query.page_size + 1)
    rows = (await connection.execute(page)).all()
    total = await connection.scalar(sa.select(sa.func.count()).select_from(_counted(matching)))
    facets = await _facets(text, filters, connection, reading.now) if query.with_facets else None
    shown = rows[: query.page_size]
    return CataloguePage(
        items=await cards_by_id([row.listing_id for row in shown], reading),
        total=min(total or 0, COUNTED),
        total_is_lower_bound=(total or 0) > COUNTED,
        next_cursor=_encoded(shown[-1]) if len(rows) > query.page_size else None,
        facets=facets,
    )


def _text_condition(asked: str) -> Condition:
    return ENTRY.c.terms.op("@@")(_tsquery(asked)) if asked else sa.true()


def _tsquery(asked: str) -> sa.ColumnElement[Any]:
    return sa.func.to_tsquery(sa.text("'simple'"), asked)


def _order(asked: str) -> sa.ColumnElement[float]:
    if asked:
        return sa.cast(sa.func.ts_rank(ENTRY.c.terms, _tsquery(asked)), sa.Double)
    return sa.cast(sa.func.date_part("epoch", ENTRY.c.published_at), sa.Double)


def _stars(now: datetime) -> sa.ColumnElement[int | None]:
    """Stars while their certificate is valid."""
    return sa.case((ENTRY.c.stars_until >= now.date(), ENTRY.c.stars))


def _filters(query: FindListings, now: datetime) -> dict[str, Condition]:
    """The chosen filters by the name of their facet."""
    chosen: dict[str, Condition] = {}
    if query.category:
        chosen["category"] = ENTRY.c.category.in_(query.category)
    if query.stars:
        chosen["stars"] = _stars(now).in_(query.stars)
    if query.province:
        chosen["province"] = ENTRY.c.province.in_(query.province)
    if query.certificate:
        chosen["certificate"] = ENTRY.c.certificates.op("&&")(sa.cast(query.certificate, sa.ARRAY(sa.Text)))
    return chosen


def _counted(conditions: list[Condition]) -> sa.Subquery:
    return sa.select(ENTRY.c.listing_id).where(*conditions).limit(COUNTED + 1).subquery()


async def _facets(text: Condition, filters: Mapping[str, Condition], connection: Any, now: datetime) -> Facets:
    """For each filter, how many listings each of its values has, given the text and the other filters."""
    base = (
        sa.select(
            ENTRY.c.category,
            _stars(now).label("stars"),
            ENTRY.c.province,
            ENTRY.c.certificates,
            *(condition.label(f"in_{name}") for name, condition in filters.items()),
        )
        .where(text)
        .limit(COUNTED)
        .cte("base")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    values = {
        "category": base.c.category,
        "stars": sa.cast(base.c.stars, sa.Text),
        "province": base.c.province,
        "certificate": sa.func.unnest(base.c.certificates),
    }
    counts = []
    for facet, value in values.items():
        others = [base.c[f"in_{name}"] for name in filters if name != facet]
        counts.append(
            sa.select(sa.literal(facet).label("facet"), value.label("value"), sa.func.count().label("found"))
            .where(*others)
            .group_by(sa.text("2"))
        )
    facets: dict[str, dict[str, int]] = {facet: {} for facet in values}
    for row in await connection.execute(sa.union_all(*counts)):
        if row.value is not None:
            facets[row.facet][row.value] = row.found
    return Facets(**facets)


def _no_facets() -> Facets:
    return Facets(category={}, stars={}, province={}, certificate={})


def _encoded(row: sa.Row[Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(Cursor(row.order, row.listing_id))).decode()


def _decoded(cursor: str) -> Cursor:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=Cursor)
    except (binascii.Error, ValueError) as error:
        raise Invalid({"cursor": "malformed"}) from error
