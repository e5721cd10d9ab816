"""How ready a listing was found for its markets."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.listings.models.rows import Row


class Readiness(Row, table=True):
    """`marks`: market → counts. `missing` in all markets. `evaluated_with`: the fingerprint of the rules."""

    listing_id: UUID = Field(primary_key=True, foreign_key="listing.id")
    organisation_id: UUID = Field(index=True)
    marks: dict[str, Any] = Field(sa_type=JSONB)
    missing: int
    evaluated_with: str = Field(sa_type=sa.Text)
