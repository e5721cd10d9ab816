"""The statements of the catalogue's search.

Each depends only on which filters are chosen, so it is built once and kept; the values are parameters.

With a text, the weights of what fits make whole numbers and decide; what breaks ties adds up to less than one:
stars while they are valid, completeness, freshness, and before all of them the bounded exposure of each co-op: its
first `TURNS` listings of one head concept come before anybody's further ones of equal fit, so that a co-op with two
hundred listings of rice does not bury the one that has two.
"""

from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from services.listings.asking import WEIGHTS
from services.listings.cards import LISTING, card_columns
from services.listings.catalogue import ENTRY

COUNTED = 10_000
"""`total` and facet counts are exact up to here."""

TURNS = 3

Condition = sa.ColumnElement[bool]
TEXTS = sa.ARRAY(sa.Text)


def _fits(parameter: str) -> Condition:
    return ENTRY.c.terms.op("@@")(sa.bindparam(parameter, type_=TSQUERY))


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


@cache
def page(chosen: Chosen) -> sa.Select[Any]:
    """The cards of a page, with the order value of each and the total: one round trip.

    With a text all hits are ranked anyway, so they are counted there; without, the order has an index and the count
    stops beyond what is told exactly.
    """
    order = _order(chosen)
    hits = sa.select(ENTRY.c.listing_id, ENTRY.c.concepts, order.label("order")).where(*_stated(chosen)).cte("hits")
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
    return (
        card_columns()
        .add_columns(page.c.order, page.c.concepts, counted.scalar_subquery().label("total"))
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


@cache
def counts(chosen: Chosen) -> sa.CompoundSelect[Any]:
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
