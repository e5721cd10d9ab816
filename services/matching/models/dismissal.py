"""Suggestions that a buyer has set aside, and why. Kept although the suggestion itself may go."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models import SUGGESTION
from services.matching.models.row import STAMP, Row


class Dismissal(Row, table=True):
    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id")
    listing_id: UUID = Field(primary_key=True, foreign_key="card.listing_id")
    reason: str
    note: str
    dismissed_at: datetime = Field(sa_type=STAMP, index=True)


DISMISSAL = Row.metadata.tables["dismissal"]

IS_SHOWN = sa.and_(
    SUGGESTION.c.current,
    ~sa.exists().where(
        DISMISSAL.c.demand_id == SUGGESTION.c.demand_id, DISMISSAL.c.listing_id == SUGGESTION.c.listing_id
    ),
)
"""To its buyer."""
