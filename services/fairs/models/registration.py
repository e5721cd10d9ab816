"""People who come to a fair: their registration is their badge."""

from datetime import datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.attendees import AttendeeKind


class Registration(Row, table=True):
    """`organisation_name` as given; without one the organisation's own name is shown. `code` is kept without its
    groups. `name_folded` is for search only. `version` 1 is registered, and one more for each time that counted.
    `checked_in_at`: the first time of all. Nobody's account stands behind who `walked_in`: it is the gate's.
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
    checked_in_at: datetime | None = Field(default=None, sa_type=STAMP)
    walked_in: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})

    def says_the_same_as(self, other: Row) -> bool:
        said = ("fair_id", "account_id", "kind", "person_name", "organisation_id", "organisation_name")
        return all(getattr(self, column) == getattr(other, column) for column in said)

    def take_over(self, other: "Registration") -> None:
        """What the other registration of the same person says and this one does not. Who walked in is known now."""
        if self.organisation_id is None and not self.organisation_name:
            self.organisation_id, self.organisation_name = other.organisation_id, other.organisation_name
        self.consented_at = self.consented_at or other.consented_at
        if self.walked_in:
            self.account_id, self.walked_in = other.account_id, other.walked_in

    def came(self, at: datetime) -> None:
        self.version += 1
        self.checked_in_at = min(at, self.checked_in_at or at)
