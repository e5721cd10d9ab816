"""A sample on its way: each step is taken once, by the side whose step it is."""

from datetime import datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.samples import SampleStatus
from shared.errors import Rejected


class Sample(Row, table=True):
    __table_args__ = (
        sa.CheckConstraint("status IN ('asked', 'sent', 'received', 'approved', 'rejected')", name="status"),
        sa.CheckConstraint("status = 'asked' OR waybill <> ''", name="waybill"),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    match_request_id: UUID = Field(index=True, foreign_key="match_request.id")
    status: str = "asked"
    what: str
    carrier: str = ""
    waybill: str = ""
    verdict: str = ""
    asked_at: datetime = Field(sa_type=STAMP)
    sent_at: datetime | None = Field(default=None, sa_type=STAMP)
    received_at: datetime | None = Field(default=None, sa_type=STAMP)
    judged_at: datetime | None = Field(default=None, sa_type=STAMP)

    @property
    def state(self) -> SampleStatus:
        state: SampleStatus = msgspec.convert(self.status, SampleStatus)
        return state

    def send(self, carrier: str, waybill: str, *, at: datetime) -> bool:
        """False when it was sent so before."""
        if self.sent_at is not None:
            return self._repeated((self.carrier, self.waybill) == (carrier, waybill))
        self.carrier, self.waybill, self.sent_at = carrier, waybill, at
        return self._moved("sent")

    def receive(self, *, at: datetime) -> bool:
        if self.received_at is not None:
            return False
        if self.sent_at is None:
            raise Rejected("sample_not_there", status=self.status)
        self.received_at = at
        return self._moved("received")

    def judge(self, *, approved: bool, verdict: str, at: datetime) -> bool:
        status = "approved" if approved else "rejected"
        if self.judged_at is not None:
            return self._repeated((self.status, self.verdict) == (status, verdict))
        if self.received_at is None:
            raise Rejected("sample_not_there", status=self.status)
        self.verdict, self.judged_at = verdict, at
        return self._moved(status)

    def _moved(self, status: str) -> bool:
        self.status = status
        self.version += 1
        return True

    def _repeated(self, same: bool) -> bool:  # noqa: FBT001 - read beside its only uses
        if not same:
            raise Rejected("id_reused", id=self.id)
        return False


SAMPLE = Row.metadata.tables["sample"]
