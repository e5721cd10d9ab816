"""Who waits for a booth."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row
from shared.errors import Rejected


class WaitingEntry(Row, table=True):
    """A co-op's place in the waiting list of a fair: by `precedence`, then by `position`, first come, first served.

    `quantity`: booths wished for; `got`: had since. `booth_types`: any when empty.
    """

    __tablename__ = "waiting_entry"
    __table_args__ = (
        sa.Index(
            "waiting_entry_live_key",
            "fair_id",
            "organisation_id",
            unique=True,
            postgresql_where=sa.text("left_at IS NULL"),
            info={"rejects": "already_waiting"},
        ),
        sa.CheckConstraint("got <= quantity", name="got_what_was_wished"),
    )

    id: UUID = Field(primary_key=True)
    position: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), nullable=False)
    )
    fair_id: UUID = Field(foreign_key="fair.id")
    organisation_id: UUID
    since: datetime = Field(sa_type=STAMP)
    quantity: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    got: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    booth_types: list[str] = Field(default=[], sa_column=sa.Column(ARRAY(sa.Text), nullable=False, server_default="{}"))
    precedence: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    left_at: datetime | None = Field(default=None, sa_type=STAMP)

    def asks_the_same_as(self, other: "WaitingEntry") -> bool:
        asked = ("fair_id", "organisation_id", "quantity", "booth_types")
        return self.left_at is None and all(getattr(self, column) == getattr(other, column) for column in asked)

    def must_wait(self) -> None:
        if self.left_at is not None:
            raise Rejected("entry_unknown", id=self.id)

    def get_one(self, *, at: datetime) -> None:
        """Who has all that was wished for leaves the list."""
        self.got += 1
        if self.got == self.quantity:
            self.left_at = at
