"""Agreements: what an accepted quote became. One for each accepted quote, one standing for each match."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models import MatchRequest
from services.matching.models.row import STAMP, Row
from services.matching.models.thread import Quote
from services.matching.pricing import priced
from shared.actor import Actor
from shared.contracts.agreements import AgreementBody, AgreementStatus, Scan
from shared.contracts.quotes import QuoteTerms
from shared.contracts.values import Side, Unit
from shared.errors import Rejected
from shared.stored import AsJson


class Agreement(Row, table=True):
    """`id` is that of the accepted quote. A change of the paper takes its confirmations back."""

    __table_args__ = (
        sa.CheckConstraint("status IN ('reserving', 'releasing', 'agreed', 'refused')", name="status"),
        sa.CheckConstraint("kind IN ('contract', 'mou')", name="kind"),
        sa.CheckConstraint("seen_by IN ('alliance', 'parties')", name="seen_by"),
        sa.CheckConstraint("accepted_by IN ('buyer', 'coop')", name="accepted_by"),
        sa.Index(
            "agreement_standing_key",
            "match_request_id",
            unique=True,
            postgresql_where=sa.text("status <> 'refused'"),
            info={"rejects": "agreement_exists"},
        ),
        sa.Index("agreement_made_at_idx", "made_at"),
        sa.Index(
            "agreement_under_way_idx",
            "made_at",
            postgresql_where=sa.text("status IN ('reserving', 'releasing')"),
        ),
    )

    id: UUID = Field(primary_key=True, foreign_key="quote.id")
    version: int = 1
    status: str = "reserving"
    match_request_id: UUID = Field(foreign_key="match_request.id")
    demand_id: UUID
    listing_id: UUID
    buyer_id: UUID = Field(index=True)
    coop_id: UUID = Field(index=True)
    accepted_by: str
    unit: str
    currency: str
    total: Decimal
    made_at: datetime = Field(sa_type=STAMP)
    reason: str = ""
    kind: str = "contract"
    place: str = ""
    fair_id: UUID | None = Field(default=None, index=True)
    fair_name: str = ""
    signed_on: date | None = None
    seen_by: str = "alliance"
    scan: Scan | None = Field(default=None, sa_type=AsJson(Scan))
    buyer_confirmed_at: datetime | None = Field(default=None, sa_type=STAMP)
    coop_confirmed_at: datetime | None = Field(default=None, sa_type=STAMP)

    @classmethod
    def from_quote(cls, quote: Quote, request: MatchRequest, side: Side, *, at: datetime) -> Self:
        terms = quote.terms
        return cls(
            id=quote.id,
            match_request_id=request.id,
            demand_id=request.demand_id,
            listing_id=request.listing_id,
            buyer_id=request.buyer_id,
            coop_id=request.coop_id,
            accepted_by=side,
            unit=terms.unit,
            currency=terms.currency,
            total=quote.total,
            made_at=at,
        )

    @property
    def body(self) -> AgreementBody:
        return msgspec.convert(self, AgreementBody, from_attributes=True)

    @property
    def measure(self) -> Unit:
        unit: Unit = msgspec.convert(self.unit, Unit)
        return unit

    @property
    def confirmed(self) -> bool:
        return self.buyer_confirmed_at is not None and self.coop_confirmed_at is not None

    def move(self, status: AgreementStatus, reason: str = "") -> None:
        """A step of the way from a quote's acceptance: reserving → agreed, or → releasing → refused."""
        self.status = status
        self.reason = reason or self.reason
        self.version += 1

    def must_be_in_the_hands_of(self, actor: Actor) -> None:
        """Others may not change it; who may not even read it learns nothing of it."""
        if not (actor.speaks_for(self.buyer_id) or actor.speaks_for(self.coop_id)):
            raise Rejected("agreement_unknown", id=self.id)

    def must_stand(self) -> None:
        if self.status != "agreed":
            raise Rejected("agreement_not_standing", id=self.id)

    def state(self, body: AgreementBody, fair_name: str) -> None:
        self.kind, self.place, self.fair_id, self.signed_on, self.seen_by = (
            body.kind,
            body.place,
            body.fair_id,
            body.signed_on,
            body.seen_by,
        )
        self.fair_name = fair_name
        self._take_back_confirmations()

    def attach(self, scan: Scan) -> None:
        self.scan = scan
        self._take_back_confirmations()

    def confirm(self, side: Side, version: int, *, at: datetime) -> bool:
        """False when that party has confirmed before; a version that it has not seen is not confirmed."""
        before = self.buyer_confirmed_at if side == "buyer" else self.coop_confirmed_at
        if before is not None:
            return False
        if version != self.version:
            raise Rejected("version_stale", version=self.version)
        if side == "buyer":
            self.buyer_confirmed_at = at
        else:
            self.coop_confirmed_at = at
        self.version += 1
        return True

    def _take_back_confirmations(self) -> None:
        self.buyer_confirmed_at = self.coop_confirmed_at = None
        self.version += 1


class AgreementLine(Row, table=True):
    """What is promised for one month. `asked_at`: when both sides were asked how it went."""

    __tablename__ = "agreement_line"
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="quantity"),)

    agreement_id: UUID = Field(primary_key=True, foreign_key="agreement.id")
    month: str = Field(primary_key=True)
    quantity: Decimal
    price: Decimal
    value: Decimal
    asked_at: datetime | None = Field(default=None, sa_type=STAMP)


def lines_of(agreement_id: UUID, terms: QuoteTerms) -> list[AgreementLine]:
    return [
        AgreementLine(
            agreement_id=agreement_id, month=line.month, quantity=line.quantity, price=line.price, value=line.value
        )
        for line in priced(terms)
    ]


AGREEMENT = Row.metadata.tables["agreement"]
AGREEMENT_LINE = Row.metadata.tables["agreement_line"]
