"""People who were registered twice for one fair, and people who only bear the same name."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row


class JoinedBadge(Row, table=True):
    """A badge that became part of another of the same person. Printed, its `code` is still good for the one that
    stayed; the account that had it still sees that one. `id` is the former registration's.
    """

    __tablename__ = "joined_badge"

    id: UUID = Field(primary_key=True)
    code: str = Field(unique=True)
    account_id: UUID = Field(index=True)
    registration_id: UUID = Field(foreign_key="registration.id", ondelete="CASCADE", index=True)
    joined_at: datetime = Field(sa_type=STAMP)


class Namesakes(Row, table=True):
    """Two whom organizers have told apart: they are not asked about them again. The smaller id comes first."""

    one_id: UUID = Field(primary_key=True, foreign_key="registration.id", ondelete="CASCADE")
    other_id: UUID = Field(primary_key=True, foreign_key="registration.id", ondelete="CASCADE", index=True)
