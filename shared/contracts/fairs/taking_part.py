"""Which co-ops came to a fair and which of them exhibited."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from shared.contracts.fairs.fair import FairKind, FairStatus, Zone
from shared.contracts.message import Query
from shared.contracts.values import Named


class FairTurnout(Struct, frozen=True, kw_only=True):
    """`attended`: co-ops of which somebody came through the gate; `exhibited` of them had a booth; `absent` had one and
    nobody was checked in, which may also say that the gate was not kept. `people` came through the gate, of whatever
    organisation; `badges` were registered. `attendances`: people by day, added up.
    """

    fair: Named
    kind: FairKind
    status: FairStatus
    starts_at: datetime
    zone: Zone
    attended: int
    exhibited: int
    absent: int
    people: int
    badges: int
    attendances: int = 0
    planned_people: int | None = None
    planned_attendances: int | None = None


class Turnouts(Struct, frozen=True, kw_only=True):
    """In the order in which the fairs began. `coops` came to at least one of them, each counted once."""

    items: list[FairTurnout]
    coops: int


class CoopAtFair(Struct, frozen=True, kw_only=True):
    coop: Named
    people: int
    booths: list[str]


class CoopsAtFair(Struct, frozen=True, kw_only=True):
    """All that have a booth or of which somebody came."""

    fair: Named
    items: list[CoopAtFair]


class CountTurnouts(Query[Turnouts], frozen=True, kw_only=True):
    """For the Alliance: fairs that began from `since` to `until`; not drafts nor cancelled ones."""

    subject = "fairs.v1.qry.count_turnouts"
    since: date
    until: date


class FindCoopsAtFair(Query[CoopsAtFair], frozen=True, kw_only=True):
    """The co-ops behind the figures of a fair, by name."""

    subject = "fairs.v1.qry.find_coops_at_fair"
    fair_id: UUID
