"""What each account should know, the letters that tell it, and copies of who is who."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from shared.contracts.fairs.fair import FairChanged
from shared.contracts.registry import AccountChanged
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.values import Language
from shared.messaging.tables import NAMES, messaging_tables


class Row(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=NAMES))):
    """The tables of this service."""


TABLES = messaging_tables(Row.metadata)
STAMP = sa.DateTime(timezone=True)


class Reader(Row, table=True):
    """An account's inbox. `newest` is the sequence number given last: its row lock makes numbers visible in order."""

    account_id: UUID = Field(primary_key=True)
    newest: int = Field(sa_type=sa.BigInteger)
    read_up_to: int = Field(sa_type=sa.BigInteger)


class Entry(Row, table=True):
    """`facts` is a piece of news as JSON. The next one of its topic replaces an unread entry; `times` counts them."""

    __table_args__ = (
        sa.Index("entry_topic_idx", "account_id", "topic", postgresql_where=sa.text("topic IS NOT NULL")),
        sa.Index("entry_announcement_idx", "topic", postgresql_where=sa.text("facts ->> 'kind' = 'announced'")),
    )

    account_id: UUID = Field(primary_key=True, foreign_key="reader.account_id")
    sequence: int = Field(primary_key=True, sa_type=sa.BigInteger)
    topic: str | None
    times: int
    facts: dict[str, Any] = Field(sa_type=JSONB)
    at: datetime = Field(sa_type=STAMP)


class Letter(Row, table=True):
    """`address`, `subject` and `text` are what was sent, or tried. A letter never tried takes in news of its topic.

    One to somebody without an account has the inquiry's id for its `account_id`.
    """

    __table_args__ = (
        sa.CheckConstraint("status IN ('waiting', 'sent', 'failed')", name="status"),
        sa.Index("letter_due_at_idx", "due_at", postgresql_where=sa.text("status = 'waiting'")),
        sa.Index("letter_topic_idx", "account_id", "topic", postgresql_where=sa.text("topic IS NOT NULL")),
        sa.Index("letter_newest_idx", sa.text("written_at DESC"), sa.text("id DESC")),
    )

    id: UUID = Field(primary_key=True)
    account_id: UUID
    topic: str | None
    times: int
    facts: dict[str, Any] = Field(sa_type=JSONB)
    written_at: datetime = Field(sa_type=STAMP)
    due_at: datetime = Field(sa_type=STAMP)
    attempts: int
    status: str
    reason: str
    address: str
    subject: str
    text: str


class Preference(Row, table=True):
    """Whether an account wants letters; without a row it wants each. `token` is the right to stop them."""

    __table_args__ = (sa.CheckConstraint("letters IN ('each', 'daily', 'none')", name="letters"),)

    account_id: UUID = Field(primary_key=True)
    letters: str
    token: UUID = Field(unique=True, sa_column_kwargs={"server_default": sa.text("gen_random_uuid()")})


class Unclaimed(Row, table=True):
    """News for an audience without a known account: events of several streams come in any order."""

    id: UUID = Field(primary_key=True)
    audience: str = Field(index=True)
    facts: dict[str, Any] = Field(sa_type=JSONB)
    times: int
    at: datetime = Field(sa_type=STAMP)


class Occurrence(Row, table=True):
    """What was told once: the same fact, republished under a new message id, is no news."""

    what: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)


class Account(Row, table=True):
    """A copy, by `AccountChanged`."""

    __table_args__ = (
        sa.Index("account_roles_idx", "roles", postgresql_using="gin"),
        sa.Index("account_organisation_ids_idx", "organisation_ids", postgresql_using="gin"),
    )

    id: UUID = Field(primary_key=True)
    version: int
    roles: list[str] = Field(sa_type=ARRAY(sa.Text))
    organisation_ids: list[UUID] = Field(sa_type=ARRAY(sa.Uuid))
    locale: str
    zone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    active: bool

    def take(self, event: AccountChanged) -> None:
        self.version, self.active = event.version, event.active
        self.locale, self.zone = event.locale, event.zone
        self.roles, self.organisation_ids = [*event.roles], event.organisation_ids

    @classmethod
    def of(cls, event: AccountChanged) -> "Account":
        return cls(
            id=event.id,
            version=event.version,
            roles=[*event.roles],
            organisation_ids=event.organisation_ids,
            locale=event.locale,
            zone=event.zone,
            active=event.active,
        )


class Organisation(Row, table=True):
    """A copy, by `OrganisationChanged`."""

    id: UUID = Field(primary_key=True)
    version: int
    name: str
    status: str

    def take(self, facts: OrganisationFacts) -> None:
        self.version, self.name, self.status = facts.version, facts.name, facts.status

    @classmethod
    def of(cls, facts: OrganisationFacts) -> "Organisation":
        return cls(id=facts.id, version=facts.version, name=facts.name, status=facts.status)


class Fair(Row, table=True):
    """A copy, by `FairOpened` and `FairChanged`; the former does not say when the fair ends."""

    id: UUID = Field(primary_key=True)
    version: int
    status: str
    starts_at: datetime = Field(sa_type=STAMP)
    ends_at: datetime | None = Field(sa_type=STAMP)
    zone: str
    venue: str = Field(default="", sa_column_kwargs={"server_default": ""})
    names: dict[Language, str] = Field(default={}, sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})

    def has_moved_to(self, event: FairChanged) -> bool:
        """In time or to another place."""
        if self.starts_at != event.starts_at or self.ends_at not in {None, event.ends_at}:
            return True
        return self.venue not in {"", event.venue}


class Attendance(Row, table=True):
    """Who should hear of changes of a fair: an organisation by its booking, its application or its place in the waiting
    list, an account by its registration.
    """

    id: UUID = Field(primary_key=True)
    version: int
    fair_id: UUID = Field(index=True)
    organisation_id: UUID | None
    account_id: UUID | None
    ended: bool
