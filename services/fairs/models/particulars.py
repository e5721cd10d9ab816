"""What was told of attendees beside their names."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import Row
from shared.contracts.values import Language


class Particulars(Row, table=True):
    """Of a registration or an enrolment with that id. It goes when they are withdrawn or refused."""

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    email: str = ""
    phone: str = ""
    language: Language | None = Field(default=None, sa_type=sa.Text)
    wishes: str = ""
