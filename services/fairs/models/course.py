"""What organizers planned of a class, and when somebody has earned its certificate."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.fairs.models.rows import Row
from shared.contracts.fairs.courses import CourseBody


class Course(Row, table=True):
    """`body` is a `CourseBody` as JSON."""

    fair_id: UUID = Field(primary_key=True, foreign_key="fair.id")
    version: int
    body: dict[str, Any] = Field(sa_type=JSONB)

    @property
    def stated(self) -> CourseBody:
        return msgspec.convert(self.body, CourseBody)


def days_needed(days: int, share: int) -> int:
    """The least number of days that is the share, in per cent, of all; one at least."""
    return max(1, -(-days * share // 100))
