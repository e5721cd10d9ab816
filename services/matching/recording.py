"""Writing suggestions: any number of pairs in one statement, and each demand's new ones told once."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.matching.models import DEMAND, SUGGESTION
from services.matching.models.dismissal import IS_SHOWN
from services.matching.records import given, rows
from shared.contracts.matching import Requirement, SuggestionsFound
from shared.messaging import Transaction

KEPT = 100
"""Suggestions of one demand."""


class Pair(msgspec.Struct, frozen=True):
    """A row of `suggestion`."""

    demand_id: UUID
    listing_id: UUID
    score: float
    requirements: list[Requirement]
    current: bool = True


async def record(pairs: Sequence[Pair], scope: sa.ColumnElement[bool], tx: Transaction) -> None:
    """Make `pairs` the current suggestions within `scope`, and tell each demand's new ones."""
    connection = await tx.session.connection()
    parameter = rows(pairs)
    await connection.execute(_SET_ASIDE.where(scope), parameter)
    if not pairs:
        return
    written = await connection.execute(_WRITE, parameter)
    fresh = {(row.demand_id, row.listing_id) for row in written if row.fresh}
    if not fresh:
        return
    demand_ids = sorted({demand_id for demand_id, _ in fresh})
    fresh -= {(row.demand_id, row.listing_id) for row in await connection.execute(_CUT, {"demand_ids": demand_ids})}
    new: dict[UUID, list[UUID]] = {}
    for demand_id, listing_id in sorted(fresh):
        new.setdefault(demand_id, []).append(listing_id)
    for row in await connection.execute(_COUNT_FINDING, {"demand_ids": [*new]}):
        tx.emit(
            SuggestionsFound(
                id=row.id,
                version=row.findings,
                organisation_id=row.organisation_id,
                what=row.what,
                listing_ids=new[row.id],
                total=row.total,
            )
        )


_given = given(*SUGGESTION.c).subquery()
_SET_ASIDE = (
    sa.update(SUGGESTION)
    .where(
        SUGGESTION.c.current,
        ~sa.exists().where(
            _given.c.demand_id == SUGGESTION.c.demand_id, _given.c.listing_id == SUGGESTION.c.listing_id
        ),
    )
    .values(current=False)
)

_new = insert(SUGGESTION).from_select([*SUGGESTION.c.keys()], given(*SUGGESTION.c))
_WRITE = _new.on_conflict_do_update(
    index_elements=["demand_id", "listing_id"],
    set_={name: _new.excluded[name] for name in ("score", "requirements", "current")},
).returning(
    SUGGESTION.c.demand_id,
    SUGGESTION.c.listing_id,
    sa.literal_column("old.demand_id IS NULL", sa.Boolean).label("fresh"),
)

_of_demands = sa.any_(sa.bindparam("demand_ids", type_=ARRAY(sa.Uuid)))
_ranked = (
    sa.select(
        SUGGESTION.c.demand_id,
        SUGGESTION.c.listing_id,
        sa.func.row_number()
        .over(partition_by=SUGGESTION.c.demand_id, order_by=(SUGGESTION.c.score.desc(), SUGGESTION.c.listing_id))
        .label("place"),
    )
    .where(SUGGESTION.c.current, SUGGESTION.c.demand_id == _of_demands)
    .subquery()
)
_CUT = (
    sa.delete(SUGGESTION)
    .where(
        SUGGESTION.c.demand_id == _ranked.c.demand_id,
        SUGGESTION.c.listing_id == _ranked.c.listing_id,
        _ranked.c.place > KEPT,
    )
    .returning(SUGGESTION.c.demand_id, SUGGESTION.c.listing_id)
)

_total = (
    sa.select(sa.func.count())
    .select_from(SUGGESTION)
    .where(SUGGESTION.c.demand_id == DEMAND.c.id, IS_SHOWN)
    .scalar_subquery()
)
_COUNT_FINDING = (
    sa.update(DEMAND)
    .where(DEMAND.c.id == _of_demands)
    .values(findings=DEMAND.c.findings + 1)
    .returning(
        DEMAND.c.id,
        DEMAND.c.organisation_id,
        DEMAND.c.findings,
        DEMAND.c.body["what"].astext.label("what"),
        _total.label("total"),
    )
)
