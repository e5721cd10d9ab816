"""Who runs a fair."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row


class Member(Row, table=True):
    """Invited until `account_id` has joined. `token_hash`: SHA-256 of the link's secret."""

    __table_args__ = (
        sa.Index(
            "member_fair_id_account_id_key",
            "fair_id",
            "account_id",
            unique=True,
            postgresql_where=sa.text("removed_at IS NULL"),
            info={"rejects": "already_in_team"},
        ),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    name: str
    rights: list[str] = Field(sa_type=ARRAY(sa.Text))
    account_id: UUID | None = None
    token_hash: bytes | None = None
    invited_at: datetime = Field(sa_type=STAMP)
    joined_at: datetime | None = Field(default=None, sa_type=STAMP)
    removed_at: datetime | None = Field(default=None, sa_type=STAMP)

    def may(self, right: str) -> bool:
        return self.joined_at is not None and ("owner" in self.rights or right in self.rights)
