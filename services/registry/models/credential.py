"""What an account shows instead of its password. Only hashes of these secrets are kept."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.registry.models.row import STAMP, Row
from shared.actor import Role
from shared.errors import Rejected

SESSION_LIFE = timedelta(days=30)
SESSION_IDLE = timedelta(days=7)
"""A session that nobody uses for so long ends earlier."""

INVITATION_LIFE = timedelta(hours=24)


class Session(Row, table=True):
    token_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    began_at: datetime = Field(sa_type=STAMP)
    used_at: datetime = Field(sa_type=STAMP)
    expires_at: datetime = Field(sa_type=STAMP)


class ApiToken(Row, table=True):
    """`issued_by` is null for the operator."""

    __tablename__ = "api_token"

    token_hash: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    scopes: list[str] = Field(sa_type=ARRAY(sa.Text))
    issued_by: UUID | None
    issued_at: datetime = Field(sa_type=STAMP)
    expires_at: datetime = Field(sa_type=STAMP)


class Invitation(Row, table=True):
    """`account_id` is what was made of it: an invitation works once."""

    token_hash: bytes = Field(primary_key=True)
    email: str | None
    roles: list[Role] = Field(sa_type=ARRAY(sa.Text))
    invited_by: UUID | None
    expires_at: datetime = Field(sa_type=STAMP)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")

    def must_be_open(self, at: datetime) -> None:
        if self.account_id is not None or self.expires_at <= at:
            raise Rejected("invitation_unknown")
