"""The statements of the catalogue's search in PostgreSQL.

Each depends only on which conditions are stated, so it is built once and kept; the values are parameters.
"""

from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from services.listings.asking import WEIGHTS
from services.listings.cards import LISTING, card_columns
from services.listings.index.wanted import AGE, COUNTED, DEAREST, FACETS
from services.listings.models import POINTS, TEXTS, CatalogueEntry, table_of
from shared.contracts.catalogue import Sort

ENTRY = table_of(CatalogueEntry)

Condition = sa.ColumnElement[bool]


def _fits(parameter: str) -> Condition:
    return ENTRY.c.terms.op("@@")(sa.bindparam(parameter, type_=TSQUERY))


def has_supply(start: sa.ColumnElement[Any], end: sa.ColumnElement[Any], points: sa.ColumnElement[Any]) -> Condition:
    """Some point is in some span."""
    point = sa.func.unnest(points).column_valued("point")
    span = sa.func.unnest(start, end).table_valued("start", "end").render_derived()
    return sa.exists().where(point.between(span.c.start, span.c.end))


CONDITIONS: dict[str, Condition] = {
    "text": _fits("text"),
    "price": ENTRY.c.price.between(
        sa.bindparam("price_from", type_=sa.Double), sa.bindparam("price_to", type_=sa.Double)
    ),
    "supply": has_supply(
        sa.bindparam("supply_from", type_=POINTS), sa.bindparam("supply_to", type_=POINTS), ENTRY.c.supply
    ),
    **{facet: ENTRY.c.tags.op("&&")(sa.bindparam(facet, type_=TEXTS)) for facet in FACETS},
}


class Chosen(NamedTuple):
    """Which conditions a query states: the shape of its statements."""

    conditions: tuple[str, ...]
    order: Sort
    after_cursor: bool


PUBLISHED = sa.cast(sa.func.date_part("epoch", ENTRY.c.published_at), sa.Double)
STANDING = sa.cast(ENTRY.c.standing + PUBLISHED * sa.literal_column("1e-12"), sa.Double)
"""Of listings that stand equal in everything else, the newer one stands before the older."""


_below = sa.case((ENTRY.c.price.is_(None), 0), else_=sa.func.greatest(1, DEAREST - sa.func.floor(ENTRY.c.price)))
_stars = sa.case(*((ENTRY.c.tags.contains([f"stars:{stars}"]), stars) for stars in (5, 4, 3)), else_=0)
ORDERS: dict[Sort, sa.ColumnElement[float]] = {
    "newest": PUBLISHED,
    "price": sa.cast(_below + PUBLISHED * AGE, sa.Double),
    "stars": sa.cast(_stars + STANDING, sa.Double),
}


@cache
def page(chosen: Chosen) -> sa.Select[Any]:
    """The cards of a page, with the order value of each and the total: one round trip.

    With a text all hits are ranked anyway, so they are counted there; without, the order has an index and the count
    stops beyond what is told exactly.
    """
    order = _order(chosen)
    hits = (
        sa.select(ENTRY.c.listing_id, ENTRY.c.concepts, ENTRY.c.tags, order.label("order"))
        .where(*_stated(chosen))
        .cte("hits")
    )
    counted: sa.Select[Any] = total(chosen)
    if "text" in chosen.conditions:
        hits = hits.prefix_with("MATERIALIZED", dialect="postgresql")
        counted = sa.select(sa.func.count()).select_from(hits)
    rows = sa.select(hits)
    if chosen.after_cursor:
        after = sa.tuple_(sa.bindparam("after_order", type_=sa.Double), sa.bindparam("after_id", type_=sa.Uuid))
        rows = rows.where(sa.tuple_(hits.c.order, hits.c.listing_id) < after)
    limit = sa.bindparam("rows", type_=sa.Integer)
    page = rows.order_by(hits.c.order.desc(), hits.c.listing_id.desc()).limit(limit).cte("page")
    terms = sa.select(sa.func.tsvector_to_array(ENTRY.c.terms)).where(ENTRY.c.listing_id == page.c.listing_id)
    return (
        card_columns()
        .add_columns(page.c.order, page.c.concepts, page.c.tags, counted.scalar_subquery().label("total"))
        .add_columns(terms.scalar_subquery().label("terms"))
        .join(page, page.c.listing_id == LISTING.c.id)
        .order_by(page.c.order.desc(), page.c.listing_id.desc())
    )


@cache
def total(chosen: Chosen) -> sa.Select[Any]:
    """How many there are, counted a little beyond what is told exactly."""
    counted = sa.select(ENTRY.c.listing_id).where(*_stated(chosen)).limit(COUNTED + 1).subquery()
    return sa.select(sa.func.count()).select_from(counted)


def _stated(chosen: Chosen) -> list[Condition]:
    return [CONDITIONS[name] for name in chosen.conditions]


def _order(chosen: Chosen) -> sa.ColumnElement[float]:
    if chosen.order != "relevance":
        return ORDERS[chosen.order]
    weights = [
        sa.case((_fits(f"fit_{name}"), sa.literal_column(str(weight))), else_=sa.literal_column("0"))
        for name, weight in WEIGHTS.items()
    ]
    return sa.cast(sum(weights, sa.literal_column("0")) + STANDING, sa.Double)


@cache
def counts(chosen: Chosen) -> sa.CompoundSelect[Any]:
    """Rows of facet (empty: all that no filter is stated for), tag and how many have it, of the first `COUNTED`."""
    filters = [name for name in chosen.conditions if name in FACETS]
    base = (
        sa.select(ENTRY.c.tags, *(CONDITIONS[name].label(f"in_{name}") for name in filters))
        .where(*(CONDITIONS[name] for name in chosen.conditions if name not in FACETS))
        .limit(COUNTED)
        .cte("base")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    counts = []
    for facet in ("", *filters):
        tag = sa.func.unnest(base.c.tags).label("tag")
        others = [base.c[f"in_{name}"] for name in filters if name != facet]
        tags = sa.select(tag).where(*others).subquery()
        own = [tags.c.tag.startswith(f"{facet}:")] if facet else []
        counted = sa.select(sa.literal_column(f"'{facet}'").label("facet"), tags.c.tag, sa.func.count().label("found"))
        counts.append(counted.where(*own).group_by(tags.c.tag))
    return sa.union_all(*counts)


@cache
def frequencies() -> sa.Select[Any]:
    unnested = sa.func.unnest(sa.bindparam("questions", type_=TEXTS))
    asked = unnested.table_valued(sa.column("question", sa.Text), with_ordinality="place").render_derived()
    fits = ENTRY.c.terms.op("@@")(sa.cast(asked.c.question, TSQUERY))
    count = sa.select(sa.func.count()).select_from(ENTRY).where(fits).scalar_subquery()
    return sa.select(count).select_from(asked).order_by(asked.c.place)
