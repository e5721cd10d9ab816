"""What a new fair takes over from a former one."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from shared.contracts.message import Command
from shared.contracts.values import ActPut

Part = Literal["plan", "prices", "programmes", "sessions", "partners", "admissions", "course", "team"]


class CopyParts(Command[ActPut], frozen=True, kw_only=True):
    """Organizers who own the new fair, and have the right to what they copy at the former one: for money, for the plan
    (booths, sessions, partners), for people (places for attendees, the course), or, to copy its team, as its owner.
    What the new fair has already stays as it is, so a repeat changes nothing.
    """

    subject = "fairs.v1.cmd.copy_parts"
    fair_id: UUID
    former_id: UUID
    parts: Annotated[list[Part], Meta(min_length=1, max_length=8)]
