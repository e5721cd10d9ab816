"""Lots of listings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.listings.models.rows import STAMP, Row
from shared.contracts.lots import LotBody


class Lot(Row, table=True):
    """`body` is a `LotBody` as JSON."""

    __table_args__ = (sa.UniqueConstraint("listing_id", "code", info={"rejects": "lot_code_taken"}),)

    id: UUID = Field(primary_key=True)
    listing_id: UUID = Field(foreign_key="listing.id")
    code: str = Field(sa_type=sa.Text)
    produced: date
    version: int = 0
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    updated_at: datetime = Field(sa_type=STAMP)

    @property
    def stated(self) -> LotBody:
        return msgspec.convert(self.body, LotBody)

    def state(self, body: LotBody, *, at: datetime) -> None:
        self.body = msgspec.to_builtins(body)
        self.code, self.produced = body.code, body.produced
        self.version += 1
        self.updated_at = at
