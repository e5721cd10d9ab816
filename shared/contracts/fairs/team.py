"""Who runs a fair: organizers of one or several Alliances, each with their own rights."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.actor import Role
from shared.contracts.message import Command, Query
from shared.contracts.values import ActPut, Line

OVERSEERS: tuple[Role, ...] = ("organizer", "auditor", "admin")
"""They see all of every fair, drafts too."""
Right = Literal["owner", "plan", "people", "desk", "money"]
"""`owner`: all of it, the fair itself and its team; `plan`: booths, their places, allocation; `people`: applications,
bookings, waiting list, guests; `desk`: check-in; `money`: prices, fees, programmes.
"""
Rights = Annotated[list[Right], Meta(min_length=1, max_length=5)]


class Member(Struct, frozen=True, kw_only=True):
    """`name` as the owner wrote it. Invited until `joined_at`."""

    id: UUID
    name: str
    rights: list[Right]
    invited_at: datetime
    joined_at: datetime | None
    account_id: UUID | None


class Team(Struct, frozen=True, kw_only=True):
    """While a fair has no team, every organizer runs it. `rights`: those of who asks."""

    items: list[Member]
    rights: list[Right]


class Invited(ActPut, frozen=True, kw_only=True):
    """`token` goes into a link for that one person; a repeat makes a new one and ends the former."""

    token: str


class InviteOrganizer(Command[Invited], frozen=True, kw_only=True):
    """The owner. Who invites first becomes the owner, and other organizers run the fair no more."""

    subject = "fairs.v1.cmd.invite_organizer"
    member_id: UUID
    fair_id: UUID
    name: Line
    rights: Rights


class JoinTeam(Command[ActPut], frozen=True, kw_only=True):
    """An organizer who was given the link."""

    subject = "fairs.v1.cmd.join_team"
    fair_id: UUID
    token: Annotated[str, Meta(max_length=100)]


class ChangeRights(Command[ActPut], frozen=True, kw_only=True):
    """The owner. One owner remains: `last_owner`."""

    subject = "fairs.v1.cmd.change_rights"
    member_id: UUID
    rights: Rights


class RemoveOrganizer(Command[ActPut], frozen=True, kw_only=True):
    """The owner, or who leaves. One owner remains: `last_owner`."""

    subject = "fairs.v1.cmd.remove_organizer"
    member_id: UUID


class GetTeam(Query[Team], frozen=True, kw_only=True):
    """Who runs the fair, auditor, admin."""

    subject = "fairs.v1.qry.get_team"
    fair_id: UUID
