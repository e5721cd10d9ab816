"""The catalogue: text, filters with counts, pages by cursor.

A statement depends only on which filters are chosen, so each is built once and kept; the values are parameters.

With a text, the weights of what fits make whole numbers and decide; what breaks ties adds up to less than one:
stars while they are valid, completeness, freshness, and before all of them the bounded exposure of each co-op: its
first `TURNS` listings of one head concept come before anybody's further ones of equal fit, so that a co-op with two
hundred listings of rice does not bury the one that has two.
"""

import base64
import binascii
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

from services.listings.asking import WEIGHTS, Asked, asked
from services.listings.cards import LISTING, card_columns, card_of
from services.listings.catalogue import ENTRY
from services.listings.language.vocabulary import vocabulary
from services.listings.reasons import why
from shared.contracts.listings import CataloguePage, Facets, FindListings
from shared.errors import Invalid
from shared.messaging import Reading

COUNTED = 10_000
"""`total` and facet counts are exact up to here."""

TURNS = 3

Condition = sa.ColumnElement[bool]
Values = dict[str, Any]
TEXTS = sa.ARRAY(sa.Text)


def _fits(parameter: str) -> Condition:
    return ENTRY.c.terms.op("@@")(sa.cast(sa.bindparam(parameter, type_=sa.Text), TSQUERY))


NOTHING = "'∅'"
"""A question that no entry answers."""
STARS = sa.case((ENTRY.c.stars_until >= sa.bindparam("today", type_=sa.Date), ENTRY.c.stars))
"""Stars while their certificate is valid."""

CONDITIONS: dict[str, Condition] = {
    "text": _fits("text"),
    "category": ENTRY.c.category == sa.any_(sa.bindparam("category", type_=TEXTS)),
    "stars": sa.any_(sa.bindparam("stars", type_=sa.ARRAY(sa.Integer))) == STARS,
    "province": ENTRY.c.province == sa.any_(sa.bindparam("province", type_=TEXTS)),
    "certificate": ENTRY.c.certificates.op("&&")(sa.bindparam("certificate", type_=TEXTS)),
}
FACETS: dict[str, str] = {
    "category": "category",
    "stars": "stars",
    "province": "province",
    "certificate": "certificates",
}
"""The filters that show counts, and the column whose values they count."""


class Chosen(NamedTuple):
    """Which conditions a query states: the shape of its statements."""

    conditions: tuple[str, ...]
    after_cursor: bool


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the order value and the id of its last listing."""

    order: float
    listing_id: UUID


async def find_listings(query: FindListings, reading: Reading) -> CataloguePage:
    """Best match first with a text, newest first without."""
    words = asked(query.q, query.lang, vocabulary()) if query.q.strip() else None
    if query.q.strip() and words is None:
        return CataloguePage(items=[], total=0, total_is_lower_bound=False, next_cursor=None, facets=_facets([]))
    stated = {"text": words and words.text, **{name: list(getattr(query, name)) for name in FACETS}}
    chosen = Chosen(tuple(name for name, value in stated.items() if value), query.cursor is not None)
    values: Values = {"today": reading.now.date(), **{name: stated[name] for name in chosen.conditions}}
    rows, total = await _find(chosen, query, values | _questions(words), await reading.session.connection())
    shown = rows[: query.page_size]
    return CataloguePage(
        items=[card_of(row, reading, why(words, int(row.order), row.concepts) if words else None) for row in shown],
        total=min(total, COUNTED),
        total_is_lower_bound=total > COUNTED,
        next_cursor=_encoded(shown[-1]) if len(rows) > query.page_size else None,
        facets=await _count(chosen, values, reading) if query.with_facets else None,
    )


def _questions(words: Asked | None) -> Values:
    return {f"fit_{name}": words.fits[name] or NOTHING for name in WEIGHTS} if words else {}


async def _find(
    chosen: Chosen, query: FindListings, values: Values, connection: AsyncConnection
) -> tuple[list[sa.Row[Any]], int]:
    """A page of rows and one more, and the total."""
    place: Values = {"rows": query.page_size + 1}
    if query.cursor is not None:
        after = _decoded(query.cursor)
        place |= {"after_order": after.order, "after_id": after.listing_id}
    rows = list(await connection.execute(_page(chosen), values | place))
    if rows:
        return rows, rows[0].total
    return rows, await connection.scalar(_total(chosen), values) or 0


@cache
def _page(chosen: Chosen) -> sa.Select[Any]:
    """The cards of a page, with the order value of each and the total: one round trip."""
    order = _order(chosen)
    hits = sa.select(ENTRY.c.listing_id, ENTRY.c.concepts, order.label("order")).where(*_stated(chosen))
    if chosen.after_cursor:
        after = sa.tuple_(sa.bindparam("after_order", type_=sa.Double), sa.bindparam("after_id", type_=sa.Uuid))
        hits = hits.where(sa.tuple_(order, ENTRY.c.listing_id) < after)
    limit = sa.bindparam("rows", type_=sa.Integer)
    page = hits.order_by(order.desc(), ENTRY.c.listing_id.desc()).limit(limit).cte("page")
    return (
        card_columns()
        .add_columns(page.c.order, page.c.concepts, _total(chosen).scalar_subquery().label("total"))
        .join(page, page.c.listing_id == LISTING.c.id)
        .order_by(page.c.order.desc(), page.c.listing_id.desc())
    )


@cache
def _total(chosen: Chosen) -> sa.Select[Any]:
    """How many there are, counted a little beyond what is told exactly."""
    counted = sa.select(ENTRY.c.listing_id).where(*_stated(chosen)).limit(COUNTED + 1).subquery()
    return sa.select(sa.func.count()).select_from(counted)


def _stated(chosen: Chosen) -> list[Condition]:
    return [CONDITIONS[name] for name in chosen.conditions]


def _order(chosen: Chosen) -> sa.ColumnElement[float]:
    published = sa.cast(sa.func.date_part("epoch", ENTRY.c.published_at), sa.Double)
    if "text" not in chosen.conditions:
        return published
    weights = [
        sa.case((_fits(f"fit_{name}"), sa.literal_column(str(weight))), else_=sa.literal_column("0"))
        for name, weight in WEIGHTS.items()
    ]
    ties = (
        sa.case((sa.literal_column(str(TURNS)) >= ENTRY.c.turn, sa.literal_column("0.5")), else_=sa.literal_column("0"))
        + sa.func.coalesce(STARS, sa.literal_column("0")) * sa.literal_column("0.05")
        + ENTRY.c.completeness * sa.literal_column("0.01")
        + published * sa.literal_column("1e-11")
    )
    return sa.cast(sum(weights, sa.literal_column("0")) + ties, sa.Double)


async def _count(chosen: Chosen, values: Values, reading: Reading) -> Facets:
    return _facets(await (await reading.session.connection()).execute(_counts(chosen), values))


@cache
def _counts(chosen: Chosen) -> sa.CompoundSelect[Any]:
    """For each filter, how many listings each of its values has, given the text and the other filters."""
    filters = [name for name in chosen.conditions if name != "text"]
    text = [CONDITIONS["text"]] if "text" in chosen.conditions else []
    base = (
        sa.select(
            *(ENTRY.c[name] for name in ("category", "province", "certificates")),
            STARS.label("stars"),
            *(CONDITIONS[name].label(f"in_{name}") for name in filters),
        )
        .where(*text)
        .limit(COUNTED)
        .cte("base")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    counts = []
    for facet, column in FACETS.items():
        value = sa.func.unnest(base.c[column]) if facet == "certificate" else sa.cast(base.c[column], sa.Text)
        others = [base.c[f"in_{name}"] for name in filters if name != facet]
        count = sa.select(
            sa.literal_column(f"'{facet}'").label("facet"), value.label("value"), sa.func.count().label("found")
        )
        counts.append(count.where(*others).group_by(sa.text("2")))
    return sa.union_all(*counts)


def _facets(rows: Any) -> Facets:
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in rows:
        if row.value is not None:
            found[row.facet][row.value] = row.found
    return Facets(**found)


def _encoded(row: sa.Row[Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(Cursor(row.order, row.id))).decode()


def _decoded(cursor: str) -> Cursor:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=Cursor)
    except (binascii.Error, ValueError) as error:
        raise Invalid({"cursor": "malformed"}) from error
