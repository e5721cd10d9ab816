"""Requests of people without an account, and the one-time links that prove their e-mail."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.inquiries import DecideInquiry, InquiryBody
from shared.errors import Invalid, Rejected
from shared.stored import AsJson

LINK_LIFE = timedelta(hours=24)


class Inquiry(Row, table=True):
    """`mailbox` is the e-mail of its body in the one form that is counted."""

    __table_args__ = (
        sa.CheckConstraint("status IN ('unconfirmed', 'waiting', 'passed', 'invited', 'refused')", name="status"),
        sa.CheckConstraint("(status = 'refused') = (reason IS NOT NULL)", name="reason"),
        sa.Index("inquiry_status_idx", "status", "written_at"),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    status: str = "unconfirmed"
    listing_id: UUID = Field(foreign_key="card.listing_id")
    coop_id: UUID = Field(index=True, foreign_key="organisation.id")
    language: str
    body: InquiryBody = Field(sa_type=AsJson(InquiryBody))
    mailbox: str = Field(index=True)
    written_at: datetime = Field(sa_type=STAMP, index=True)
    confirmed_at: datetime | None = Field(default=None, sa_type=STAMP)
    decided_at: datetime | None = Field(default=None, sa_type=STAMP)
    decided_by: UUID | None = None
    reason: str | None = None
    note: str = ""
    invited_at: datetime | None = Field(default=None, sa_type=STAMP)

    def confirm(self, *, at: datetime) -> None:
        self.status, self.confirmed_at = "waiting", at
        self.version += 1

    def decide(self, command: DecideInquiry, note: str, *, by: UUID | None, at: datetime) -> bool:
        """Take the decision; False when it has been taken before. What is not proved is unknown to everybody."""
        if self.status == "unconfirmed":
            raise Rejected("inquiry_unknown", id=self.id)
        if command.passed == (command.reason is not None):
            raise Invalid({"reason": "not_with_acceptance" if command.passed else "required"})
        if self.status != "waiting":
            before = (self.status != "refused", self.reason, self.note)
            if before == (command.passed, command.reason, note):
                return False
            raise Rejected("already_decided", status=self.status)
        self.status, self.reason, self.note = "passed" if command.passed else "refused", command.reason, note
        self.decided_by, self.decided_at = by, at
        self.version += 1
        return True

    def invite(self, *, at: datetime) -> bool:
        """False when that was done before."""
        if self.status == "invited":
            return False
        self.status, self.invited_at = "invited", at
        self.version += 1
        return True


class InquiryLink(Row, table=True):
    """The secret goes into one letter and is kept as a hash."""

    __tablename__ = "inquiry_link"

    token_hash: bytes = Field(primary_key=True)
    inquiry_id: UUID = Field(index=True, foreign_key="inquiry.id", ondelete="CASCADE")
    expires_at: datetime = Field(sa_type=STAMP)


INQUIRY = Row.metadata.tables["inquiry"]
