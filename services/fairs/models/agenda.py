"""Sessions of a fair, who has a place in them, and the partners who carry it."""

from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.fairs.models.fair import Fair
from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.agenda import PartnerBody, PartnerRole, SessionBody
from shared.contracts.values import Language

BESIDE = timedelta(days=2)
"""Sessions may be as long before a fair and after it; further away somebody mistyped the date."""


def is_near(body: SessionBody, fair: Fair) -> bool:
    return fair.starts_at - BESIDE <= body.starts_at and body.ends_at <= fair.ends_at + BESIDE


class Session(Row, table=True):
    """Whoever gives or takes a place has its row locked. `told`: how often it was told, with places; `version` counts
    what organizers stated.
    """

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.Index("session_fair_id_starts_at_idx", "fair_id", "starts_at"),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    version: int
    told: int = 0
    title: str
    starts_at: datetime = Field(sa_type=STAMP)
    ends_at: datetime = Field(sa_type=STAMP)
    place: str
    speaker: str
    language: Language = Field(sa_type=sa.Text)
    interpreters: list[Language] = Field(sa_type=ARRAY(sa.Text))
    places: int | None = None
    description: str
    removed: bool = False

    @property
    def stated(self) -> SessionBody:
        return msgspec.convert(self, SessionBody, from_attributes=True)

    def state(self, body: SessionBody) -> None:
        for column, value in msgspec.structs.asdict(body).items():
            setattr(self, column, value)
        self.version += 1

    def remove(self) -> None:
        """A version like others: calendars that show the session follow it."""
        self.removed = True
        self.version += 1


class Seat(Row, table=True):
    """Goes with the badge."""

    session_id: UUID = Field(primary_key=True, foreign_key="session.id")
    registration_id: UUID = Field(primary_key=True, foreign_key="registration.id", ondelete="CASCADE", index=True)
    taken_at: datetime = Field(sa_type=STAMP)


class Partner(Row, table=True):
    __table_args__ = (one_of("role", get_args(PartnerRole)),)

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    version: int
    name: str
    role: PartnerRole = Field(sa_type=sa.Text)
    link: str
    logo_id: UUID | None = Field(default=None, index=True)
    named_at: datetime = Field(sa_type=STAMP)
    removed: bool = False

    @property
    def stated(self) -> PartnerBody:
        return msgspec.convert(self, PartnerBody, from_attributes=True)

    def state(self, body: PartnerBody) -> None:
        self.name, self.role, self.link, self.logo_id = body.name, body.role, body.link, body.logo_id
        self.version += 1
