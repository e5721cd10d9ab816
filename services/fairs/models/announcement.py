"""What organizers wrote to a group, and to whom it went."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.announcements import Group, GroupName
from shared.contracts.fairs.attendees import AttendeeKind


class Announcement(Row, table=True):
    """Written once. `organisation_ids` and `account_ids`: who was in the group at that moment."""

    __table_args__ = (
        one_of("group_name", ("exhibitors", "waiting", "registered")),
        sa.Index("announcement_fair_id_at_idx", "fair_id", sa.text("at DESC")),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    group_name: GroupName = Field(sa_type=sa.Text)
    kind: AttendeeKind | None = Field(default=None, sa_type=sa.Text)
    country: str | None = None
    title: str
    text: str
    at: datetime = Field(sa_type=STAMP)
    account_id: UUID | None = None
    organisation_ids: list[UUID] = Field(sa_type=ARRAY(sa.Uuid))
    account_ids: list[UUID] = Field(sa_type=ARRAY(sa.Uuid))

    @property
    def group(self) -> Group:
        return Group(name=self.group_name, kind=self.kind, country=self.country)

    def says_the_same_as(self, other: "Announcement") -> bool:
        said = ("fair_id", "group", "title", "text")
        return all(getattr(self, one) == getattr(other, one) for one in said)
