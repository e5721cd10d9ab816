"""Who is told next when a booth becomes free."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from shared.contracts.message import Command, Query
from shared.contracts.values import ActPut, Named


class WaitingEntry(Struct, frozen=True, kw_only=True):
    """`rank` 1 is the next."""

    id: UUID
    rank: int
    organisation: Named
    since: datetime


class WaitingList(Struct, frozen=True, kw_only=True):
    items: list[WaitingEntry]
    total: int


class JoinWaitingList(Command[ActPut], frozen=True, kw_only=True):
    """First come, first told: when a booth becomes free, the first in the list learns of it."""

    subject = "fairs.v1.cmd.join_waiting_list"
    entry_id: UUID
    fair_id: UUID
    organisation_id: UUID


class LeaveWaitingList(Command[ActPut], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.leave_waiting_list"
    entry_id: UUID


class GetWaitingList(Query[WaitingList], frozen=True, kw_only=True):
    """All of it for organizers, its own entry for a co-op."""

    subject = "fairs.v1.qry.get_waiting_list"
    fair_id: UUID
    organisation_id: UUID | None = None
