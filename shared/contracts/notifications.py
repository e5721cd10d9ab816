"""What `notifications` answers: each account's inbox, and the letters that were sent."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Query
from shared.contracts.values import Language, PageNumber

Sequence = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""Counts up from 1 in each inbox; gaps are possible. It is the event id of live updates."""

INBOX_GREW = "notifications.v1.evt.inbox_grew"
"""A plain message, in no stream, after each new entry and each reading: `InboxGrew`. Lost ones are made good later."""


class InboxGrew(Struct, frozen=True, kw_only=True):
    account_id: UUID
    sequence: int


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that somebody should know, in the reader's language. `link` is a path without the language part."""

    sequence: int
    kind: str
    title: str
    text: str
    link: str
    at: datetime
    read: bool


class Inbox(Struct, frozen=True, kw_only=True):
    """Newest first; oldest first when asked for what came `after`."""

    items: list[Entry]
    unread: int
    newest: int


class Letter(Struct, frozen=True, kw_only=True):
    id: UUID
    to: str
    subject: str
    text: str
    status: Literal["waiting", "sent", "failed"]
    reason: str
    written_at: datetime


class LetterPage(Struct, frozen=True, kw_only=True):
    items: list[Letter]
    total: int


LetterWish = Literal["each", "daily", "none"]
"""A letter for each piece of news, one each morning with all of them, or none; the inbox has everything anyway."""


class Preferences(Struct, frozen=True, kw_only=True):
    letters: LetterWish


class StatePreferences(Command[Done], frozen=True, kw_only=True):
    """The caller's own."""

    subject = "notifications.v1.cmd.state_preferences"
    letters: LetterWish


class StopLetters(Command[Done], frozen=True, kw_only=True):
    """By the link in a letter, without signing in: whoever has its token may. Done again, nothing happens."""

    subject = "notifications.v1.cmd.stop_letters"
    anonymous = True
    token: UUID


class GetPreferences(Query[Preferences], frozen=True, kw_only=True):
    """The caller's own."""

    subject = "notifications.v1.qry.get_preferences"


class MarkRead(Command[Done], frozen=True, kw_only=True):
    """All own entries up to and with this sequence number."""

    subject = "notifications.v1.cmd.mark_read"
    up_to: Sequence


class GetInbox(Query[Inbox], frozen=True, kw_only=True):
    """The caller's own."""

    subject = "notifications.v1.qry.get_inbox"
    lang: Language = "vi"
    after: Sequence | None = None
    before: Sequence | None = None
    limit: Annotated[int, Meta(ge=0, le=100)] = 30


class FindLetters(Query[LetterPage], frozen=True, kw_only=True):
    """Admins and auditors."""

    subject = "notifications.v1.qry.find_letters"
    q: Annotated[str, Meta(max_length=200)] = ""
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class Reached(Struct, frozen=True, kw_only=True):
    """An account that has an announcement in its inbox."""

    account_id: UUID
    organisation_ids: list[UUID]
    read: bool


class Readership(Struct, frozen=True, kw_only=True):
    """`told` and `read` count accounts; `items` are those of them that were asked for."""

    told: int
    read: int
    items: list[Reached]


class GetReadership(Query[Readership], frozen=True, kw_only=True):
    """Organizers, auditor, admin. Of an announcement, by whom speaks for these organisations and by these accounts."""

    subject = "notifications.v1.qry.get_readership"
    announcement_id: UUID
    organisation_ids: Annotated[list[UUID], Meta(max_length=100)] = []
    account_ids: Annotated[list[UUID], Meta(max_length=100)] = []
