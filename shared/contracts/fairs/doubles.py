"""The same person registered twice for one fair, as it seems: organizers join the badges or tell the people apart."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import Badge
from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import PageNumber


class Double(Struct, frozen=True, kw_only=True):
    """Who was registered `first`, and a later registration of the same name from the same house, account or e-mail."""

    first: Badge
    second: Badge


class DoublePage(Struct, frozen=True, kw_only=True):
    items: list[Double]
    total: int


class FindDoubles(Query[DoublePage], frozen=True, kw_only=True):
    """Organizers, and who reads everything. By name."""

    subject = "fairs.v1.qry.find_doubles"
    fair_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class JoinBadges(Command[Done], frozen=True, kw_only=True):
    """Organizers. One badge is left; the code of the other opens the gate for it. Not when the other was read already:
    then that one is to be kept.
    """

    subject = "fairs.v1.cmd.join_badges"
    kept_id: UUID
    joined_id: UUID


class TellApart(Command[Done], frozen=True, kw_only=True):
    """Organizers. Two people who bear one name."""

    subject = "fairs.v1.cmd.tell_apart"
    registration_id: UUID
    other_id: UUID


class BadgesJoined(Event, frozen=True, kw_only=True):
    """`id` is the registration that is no badge of its own any more, `account_id` whose it was."""

    subject = "fairs.v1.evt.badges_joined"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    kept_id: UUID
