"""Places for each kind of attendee, and who waits for an answer or a place."""

from datetime import datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.registration import Registration
from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.admissions import EnrolmentStatus
from shared.contracts.fairs.attendees import AttendeeKind, Registered
from shared.errors import Rejected
from shared.text import fold

APPROVED: frozenset[AttendeeKind] = frozenset({"press", "official"})
"""Where nothing else is stated, organizers approve these."""


class Admission(Row, table=True):
    """Whoever gives or takes a place of a kind has its row locked, so that the last one is given once."""

    __table_args__ = (one_of("kind", get_args(AttendeeKind)), sa.CheckConstraint("places >= 0", name="places"))

    fair_id: UUID = Field(primary_key=True, foreign_key="fair.id")
    kind: AttendeeKind = Field(primary_key=True, sa_type=sa.Text)
    places: int | None = None
    approval: bool

    @classmethod
    def usual(cls, fair_id: UUID, kind: AttendeeKind) -> "Admission":
        return cls(fair_id=fair_id, kind=kind, places=None, approval=kind in APPROVED)


class Enrolment(Row, table=True):
    """A registration that is no badge yet, or none any more; admitted, it has a `Registration` under the same id."""

    __table_args__ = (
        one_of("kind", get_args(AttendeeKind)),
        one_of("status", get_args(EnrolmentStatus)),
        sa.Index("enrolment_queue_idx", "fair_id", "kind", "status", "asked_at", "id"),
        sa.Index("enrolment_account_id_idx", "account_id"),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id")
    account_id: UUID
    kind: AttendeeKind = Field(sa_type=sa.Text)
    status: EnrolmentStatus = Field(sa_type=sa.Text)
    person_name: str
    organisation_id: UUID | None = None
    organisation_name: str
    asked_at: datetime = Field(sa_type=STAMP)
    consented_at: datetime | None = Field(default=None, sa_type=STAMP)
    reason: str = ""

    @classmethod
    def of(cls, registration: Registration, status: EnrolmentStatus) -> "Enrolment":
        said = ("id", "version", "fair_id", "account_id", "kind", "person_name", "organisation_id", "organisation_name")
        copied = {column: getattr(registration, column) for column in (*said, "consented_at")}
        return cls(**copied, asked_at=registration.registered_at, status=status)

    def registration(self, code: str, at: datetime) -> Registration:
        """Its badge."""
        return Registration(
            id=self.id,
            fair_id=self.fair_id,
            account_id=self.account_id,
            kind=self.kind,
            person_name=self.person_name,
            name_folded=fold(self.person_name),
            organisation_id=self.organisation_id,
            organisation_name=self.organisation_name,
            code=code,
            registered_at=at,
            consented_at=self.consented_at,
        )

    def again(self, registration: Registration) -> Registered:
        """The answer to the same registration sent again."""
        if self.status not in {"asked", "waiting"} or not registration.says_the_same_as(self):
            raise Rejected("id_reused", id=self.id)
        return Registered(id=self.id, outcome="repeated", status="asked" if self.status == "asked" else "waiting")

    def become(self, status: EnrolmentStatus, reason: str = "") -> None:
        self.version += 1
        self.status, self.reason = status, reason

    def must_be(self, status: EnrolmentStatus) -> None:
        if self.status != status:
            raise Rejected("already_decided", status=self.status)
