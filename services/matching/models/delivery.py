"""What each side says of a month of an agreement."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.deliveries import DeliveryBody


class Delivery(Row, table=True):
    __table_args__ = (
        sa.ForeignKeyConstraint(["agreement_id", "month"], ["agreement_line.agreement_id", "agreement_line.month"]),
        sa.CheckConstraint("side IN ('buyer', 'coop')", name="side"),
        sa.CheckConstraint("delivered >= 0 AND accepted >= 0 AND accepted <= delivered AND paid >= 0", name="amounts"),
    )

    agreement_id: UUID = Field(primary_key=True)
    month: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    version: int = 0
    delivered: Decimal = Decimal(0)
    accepted: Decimal | None = None
    paid: Decimal | None = None
    cause: str | None = None
    note: str = ""
    told_at: datetime = Field(sa_type=STAMP)

    @property
    def body(self) -> DeliveryBody:
        return msgspec.convert(self, DeliveryBody, from_attributes=True)

    @property
    def id(self) -> UUID:
        return uuid5(self.agreement_id, f"{self.month} {self.side}")

    def say(self, body: DeliveryBody, *, at: datetime) -> None:
        self.delivered, self.accepted, self.paid = body.delivered, body.accepted, body.paid
        self.cause, self.note, self.told_at = body.cause, body.note, at
        self.version += 1


DELIVERY = Row.metadata.tables["delivery"]
