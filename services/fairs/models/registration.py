"""People who come to a fair: their registration is their badge."""

from datetime import datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs import AttendeeKind


class Registration(Row, table=True):
    """`organisation_name` as given; without one the organisation's own name is shown. `code` is kept without its
    groups. `name_folded` is for search only. `version` 1 is registered, 2 is in.
    """

    __table_args__ = (one_of("kind", get_args(AttendeeKind)),)

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    account_id: UUID = Field(index=True)
    kind: AttendeeKind = Field(sa_type=sa.Text)
    person_name: str
    name_folded: str
    organisation_id: UUID | None = None
    organisation_name: str
    code: str = Field(unique=True)
    registered_at: datetime = Field(sa_type=STAMP)
    consented_at: datetime | None = Field(default=None, sa_type=STAMP)
    check_in_id: UUID | None = Field(default=None, unique=True)
    checked_in_at: datetime | None = Field(default=None, sa_type=STAMP)

    def says_the_same_as(self, other: Row) -> bool:
        said = ("fair_id", "account_id", "kind", "person_name", "organisation_id", "organisation_name")
        return all(getattr(self, column) == getattr(other, column) for column in said)

    def check_in(self, check_in_id: UUID, *, at: datetime) -> None:
        self.version += 1
        self.check_in_id = check_in_id
        self.checked_in_at = at
