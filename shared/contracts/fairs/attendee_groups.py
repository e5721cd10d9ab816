"""People who are registered together: a co-op's staff, a school's class, an Alliance's guests, from one list."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind, Particulars
from shared.contracts.message import Command, Event
from shared.contracts.values import Line

MOST_PEOPLE = 500
"""In one group: it is registered in one transaction."""

Place = Literal["admitted", "asked", "waiting"]
GroupOutcome = Place | Literal["unchanged", "changed"]
"""`unchanged`, `changed`: registered before, with the same or with other particulars."""


class GroupMember(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`line`: where it stands in the list. The same person in the same list again comes under the same id."""

    line: int
    registration_id: UUID
    kind: AttendeeKind
    person_name: Line
    organisation_name: Annotated[str, Meta(max_length=200)] = ""
    particulars: Particulars = Particulars()


class GroupLine(Struct, frozen=True, kw_only=True):
    """`namesake`: somebody else of that name and organisation has a badge already."""

    line: int
    outcome: GroupOutcome
    namesake: bool = False


class GroupFault(Struct, frozen=True, kw_only=True):
    """Why a line is refused: field → code."""

    line: int
    faults: dict[str, str]


class GroupTaken(Struct, frozen=True, kw_only=True):
    lines: list[GroupLine]
    refused: list[GroupFault]


class RegisterGroup(Command[GroupTaken], frozen=True, kw_only=True):
    """Organizers, or who speaks for `organisation_id`. Each person is let in, asks or waits as if they came alone, in
    the order of the list; who cannot be registered is refused alone. A `rehearsal` says so and changes nothing.
    """

    subject = "fairs.v1.cmd.register_group"
    group_id: UUID
    fair_id: UUID
    organisation_id: UUID | None = None
    people: Annotated[list[GroupMember], Meta(min_length=1, max_length=MOST_PEOPLE)]
    rehearsal: bool = False


class GroupRegistered(Event, frozen=True, kw_only=True):
    """`id` is the group's. How many of them wait for an approval."""

    subject = "fairs.v1.evt.group_registered"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    asked: int
