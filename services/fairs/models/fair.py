"""A fair: what organizers state of it, and the way of its status."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args
from uuid import UUID, uuid4

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.fair import BookingPolicy, FairBody, FairKind, FairStatus, Promotion
from shared.contracts.values import Language
from shared.errors import Rejected
from shared.stored import AsJson

FIRST: frozenset[FairStatus] = frozenset({"draft", "open"})
NEXT: Mapping[FairStatus, frozenset[FairStatus]] = {
    "draft": frozenset({"open", "cancelled"}),
    "open": frozenset({"closed", "running", "cancelled"}),
    "closed": frozenset({"open", "running", "cancelled"}),
    "running": frozenset({"finished", "cancelled"}),
    "finished": frozenset(),
    "cancelled": frozenset(),
}
"""Status → where it may go. A revision may always leave it as it is."""

ARRANGING: frozenset[FairStatus] = frozenset({"open", "closed", "running"})
"""While organizers place exhibitors and people register. Co-ops apply, book and wait only while it is `open`."""


class Fair(Row, table=True):
    """`halls` is a list of `HallBody` as JSON. `opened_at`: when it became open for the first time.
    `plan_version` counts what was drawn. `badge_key` signs the badges. `closed_for`: the stated moment of closing
    that organizers overruled when they opened the booths again.
    """

    __table_args__ = (
        one_of("status", get_args(FairStatus)),
        one_of("booking", get_args(BookingPolicy)),
        one_of("promotion", get_args(Promotion)),
        one_of("kind", get_args(FairKind)),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: UUID = Field(primary_key=True)
    version: int
    name: str
    kind: FairKind = Field(default="trade_fair", sa_type=sa.Text, sa_column_kwargs={"server_default": "trade_fair"})
    status: FairStatus = Field(sa_type=sa.Text)
    starts_at: datetime = Field(sa_type=STAMP, index=True)
    ends_at: datetime = Field(sa_type=STAMP)
    opens_at: datetime | None = Field(default=None, sa_type=STAMP)
    closes_at: datetime | None = Field(default=None, sa_type=STAMP)
    zone: str
    venue: str
    description: str
    names: dict[Language, str] = Field(default={}, sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})
    descriptions: dict[Language, str] = Field(default={}, sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})
    booking: BookingPolicy = Field(sa_type=sa.Text)
    promotion: Promotion = Field(default="by_hand", sa_type=sa.Text, sa_column_kwargs={"server_default": "by_hand"})
    offer_hours: int = Field(default=24, sa_column_kwargs={"server_default": "24"})
    questions: list[dict[str, Any]] = Field(default=[], sa_column=sa.Column(JSONB, nullable=False, server_default="[]"))
    halls: list[dict[str, Any]] = Field(sa_type=JSONB)
    backdrops: list[Backdrop] = Field(
        default=[], sa_type=AsJson(list[Backdrop]), sa_column_kwargs={"server_default": "[]"}
    )
    plan_version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    opened_at: datetime | None = Field(default=None, sa_type=STAMP)
    badge_key: UUID = Field(default_factory=uuid4, sa_column_kwargs={"server_default": sa.text("gen_random_uuid()")})
    closed_for: datetime | None = Field(default=None, sa_type=STAMP)

    @classmethod
    def new(cls, key: UUID, body: FairBody) -> "Fair":
        """Version 0, without halls: `body` is stated next."""
        return cls(id=key, version=0, **(columns_of(body) | {"halls": []}))

    @property
    def stated(self) -> FairBody:
        return msgspec.convert(self, FairBody, from_attributes=True)

    def state(self, body: FairBody, *, at: datetime) -> None:
        """Become what `body` says, as the next version."""
        self.must_reach(body.status)
        if (self.status, body.status) == ("closed", "open") and body.closes_at is not None and body.closes_at <= at:
            self.closed_for = body.closes_at
        for column, value in columns_of(body).items():
            setattr(self, column, value)
        self.version += 1
        if self.status == "open" and self.opened_at is None:
            self.opened_at = at

    def backdrop_of(self, hall: str) -> Backdrop | None:
        return next((one for one in self.backdrops if one.hall == hall), None)

    def due_status(self, now: datetime) -> FairStatus | None:
        """What it should be by the moments that were stated, when it is not that yet. A draft that nobody opened in
        time for its end stays one.
        """
        match self.status:
            case "draft" if self.opens_at is not None and self.opens_at <= now < self.ends_at:
                return "open"
            case "open" | "closed" if self.starts_at <= now:
                return "running"
            case "open" if self.closes_at is not None and self.closes_at <= now and self.closes_at != self.closed_for:
                return "closed"
            case "running" if self.ends_at <= now:
                return "finished"
        return None

    def must_reach(self, status: FairStatus) -> None:
        reachable = NEXT[self.status] | {self.status} if self.version else FIRST
        if status not in reachable:
            raise Rejected("status_not_allowed", current=self.status if self.version else None, wanted=status)

    def must_be_seen_by(self, *, staff: bool) -> None:
        """A draft is nobody's business but the organizers'."""
        if self.status == "draft" and not staff:
            raise Rejected("fair_unknown", id=self.id)

    def must_be(self, *statuses: FairStatus) -> None:
        if self.status not in statuses:
            raise Rejected("fair_not_open", status=self.status)


def columns_of(body: FairBody) -> dict[str, Any]:
    lists = {"halls": msgspec.to_builtins(body.halls), "questions": msgspec.to_builtins(body.questions)}
    return {**msgspec.structs.asdict(body), **lists}
