"""In which order suggestions stand, so that no co-op holds all the first places (ADR 0023).

The band decides first. Within a band co-ops take turns: nobody's second product comes before everybody's first. Within
a turn the score decides, and between equals a lot drawn from the two ids, so that whoever came first is not always
first.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa

from services.matching.models import SUGGESTION

FIRST = 12
"""What a buyer sees at once."""


class Placed(Protocol):
    @property
    def listing_id(self) -> UUID: ...
    @property
    def coop_id(self) -> UUID: ...
    @property
    def band(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def lot(self) -> int: ...


P = TypeVar("P", bound=Placed)


def lot(demand_id: UUID, listing_id: UUID) -> int:
    """The same for the same two, and otherwise anything."""
    return zlib.crc32(demand_id.bytes + listing_id.bytes) >> 1


def in_turns(found: Iterable[P]) -> Sequence[P]:
    """Of one demand, the first first."""
    turns: dict[UUID, int] = {}
    taken: Counter[tuple[UUID, int]] = Counter()
    best = sorted(found, key=lambda one: (-one.band, -one.score, one.lot, one.listing_id))
    for one in best:
        turns[one.listing_id] = taken[one.coop_id, one.band]
        taken[one.coop_id, one.band] += 1
    return sorted(best, key=lambda one: (-one.band, turns[one.listing_id]))


def with_turns(*chosen: sa.ColumnElement[bool]) -> sa.Subquery:
    """The suggestions chosen, each with its `turn`; put them in `order`."""
    place = sa.func.row_number().over(
        partition_by=SUGGESTION.c["demand_id", "coop_id", "band"],
        order_by=(SUGGESTION.c.score.desc(), SUGGESTION.c.lot, SUGGESTION.c.listing_id),
    )
    return sa.select(SUGGESTION, (place - 1).label("turn")).where(*chosen).subquery("placed")


def order(placed: sa.FromClause) -> Sequence[sa.ColumnElement[Any]]:
    return (placed.c.band.desc(), placed.c.turn, placed.c.score.desc(), placed.c.lot, placed.c.listing_id)
