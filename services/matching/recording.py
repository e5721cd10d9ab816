"""Writing suggestions: any number of pairs in one statement, and each demand's new ones told once.

What a pair was given before is kept where it differs (`past_judgement`), in the same statement.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.matching.models import DEMAND, SUGGESTION
from services.matching.models.dismissal import IS_SHOWN
from services.matching.models.judgement import PAST_JUDGEMENT
from services.matching.records import given, rows
from services.matching.turns import order, with_turns
from shared.contracts.rankings import ScoreBasis
from shared.contracts.requirements import Requirement
from shared.contracts.suggestions import SuggestionsFound
from shared.messaging import Transaction

KEPT = 100
"""Suggestions of one demand."""


class Pair(msgspec.Struct, frozen=True):
    """A row of `suggestion`."""

    demand_id: UUID
    listing_id: UUID
    score: float
    requirements: list[Requirement]
    coop_id: UUID
    band: int
    lot: int
    basis: ScoreBasis
    current: bool = True


class _Key(msgspec.Struct, frozen=True, order=True):
    demand_id: UUID
    listing_id: UUID


async def record(pairs: Sequence[Pair], scope: sa.ColumnElement[bool], tx: Transaction) -> None:
    """Make `pairs` the current suggestions within `scope`, and tell each demand's new ones."""
    parameter = rows(pairs)
    await tx.execute(_SET_ASIDE.where(scope), parameter)
    if not pairs:
        return
    written = await tx.execute(_WRITE, parameter)
    fresh = {_Key(row.demand_id, row.listing_id) for row in written if row.fresh}
    if not fresh:
        return
    cutting = {"demand_ids": sorted({one.demand_id for one in fresh}), **rows(sorted(fresh))}
    fresh -= {_Key(row.demand_id, row.listing_id) for row in await tx.execute(_CUT, cutting)}
    new: dict[UUID, list[UUID]] = {}
    for one in sorted(fresh):
        new.setdefault(one.demand_id, []).append(one.listing_id)
    for row in await tx.execute(_COUNT_FINDING, {"demand_ids": [*new]}):
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

_KEY = ("demand_id", "listing_id")
_GIVEN = ("score", "band", "requirements", "basis")
_new = insert(SUGGESTION).from_select([*SUGGESTION.c.keys()], given(*SUGGESTION.c))


def _old(name: str) -> sa.ColumnElement[Any]:
    return sa.literal_column(f"old.{name}", SUGGESTION.c[name].type)


_written = (
    _new.on_conflict_do_update(
        index_elements=_KEY,
        set_={name: _new.excluded[name] for name in (*_GIVEN, "coop_id", "lot", "current")},
    )
    .returning(
        *SUGGESTION.c[_KEY],
        sa.literal_column("old.demand_id IS NULL", sa.Boolean).label("fresh"),
        sa.or_(*(_old(name).is_distinct_from(SUGGESTION.c[name]) for name in ("score", "requirements"))).label("other"),
        *(_old(name).label(name) for name in _GIVEN),
    )
    .cte("written")
)


def _kept_before(replaced: sa.CTE, *chosen: sa.ColumnElement[bool]) -> sa.CTE:
    now = sa.func.clock_timestamp()
    columns = [*replaced.c[_KEY], now, *replaced.c[_GIVEN]]
    return (
        insert(PAST_JUDGEMENT)
        .from_select([*_KEY, "until", *_GIVEN], sa.select(*columns).where(*chosen))
        .cte("kept_before")
    )


_WRITE = sa.select(*_written.c[*_KEY, "fresh"]).add_cte(_kept_before(_written, ~_written.c.fresh, _written.c.other))

_of_demands = sa.any_(sa.bindparam("demand_ids", type_=ARRAY(sa.Uuid)))
_placed = with_turns(SUGGESTION.c.current, SUGGESTION.c.demand_id == _of_demands)
_ranked = sa.select(
    *_placed.c[_KEY],
    sa.func.row_number().over(partition_by=_placed.c.demand_id, order_by=order(_placed)).label("place"),
).subquery()
_cut = (
    sa.delete(SUGGESTION)
    .where(*(SUGGESTION.c[name] == _ranked.c[name] for name in _KEY), _ranked.c.place > KEPT)
    .returning(*SUGGESTION.c[_KEY], *SUGGESTION.c[_GIVEN])
    .cte("cut")
)
_fresh = given(*SUGGESTION.c[_KEY]).subquery("fresh")
_never_shown = sa.exists().where(*(_fresh.c[name] == _cut.c[name] for name in _KEY))
_CUT = sa.select(*_cut.c[_KEY]).add_cte(_kept_before(_cut, ~_never_shown))

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
