"""Messages and quotes between the two sides of an accepted match."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models import MatchRequest
from services.matching.models.row import STAMP, Row
from shared.contracts.quotes import MakeQuote, PostMessage, QuoteTerms
from shared.contracts.values import Quantity, Side
from shared.errors import Rejected
from shared.stored import AsJson


class Message(Row, table=True):
    id: UUID = Field(primary_key=True)
    match_request_id: UUID = Field(index=True, foreign_key="match_request.id")
    side: str
    text: str
    at: datetime = Field(sa_type=STAMP)

    def says(self, command: PostMessage, side: Side, text: str) -> bool:
        return (self.match_request_id, self.side, self.text) == (command.match_request_id, side, text)


class Quote(Row, table=True):
    """Only the last quote of a match is open: a counter-offer ends an offer."""

    __table_args__ = (
        sa.CheckConstraint("status IN ('open', 'replaced', 'accepted', 'refused')", name="status"),
        sa.CheckConstraint("side IN ('buyer', 'coop')", name="side"),
        sa.CheckConstraint("accepted_at < valid_until", name="validity", info={"rejects": "quote_expired"}),
        sa.UniqueConstraint("match_request_id", "number"),
        sa.Index("quote_open_key", "match_request_id", unique=True, postgresql_where=sa.text("status = 'open'")),
    )

    id: UUID = Field(primary_key=True)
    match_request_id: UUID = Field(foreign_key="match_request.id")
    number: int
    side: str
    status: str = "open"
    terms: QuoteTerms = Field(sa_type=AsJson(QuoteTerms))
    total: Decimal
    moq: Quantity | None = Field(sa_type=AsJson(Quantity))
    made_at: datetime = Field(sa_type=STAMP)
    valid_until: datetime = Field(sa_type=STAMP)
    accepted_at: datetime | None = Field(default=None, sa_type=STAMP)

    def says(self, command: MakeQuote, side: Side, terms: QuoteTerms) -> bool:
        return (self.match_request_id, self.side, self.terms) == (command.match_request_id, side, terms)

    def accept(self, side: Side, *, at: datetime) -> None:
        """The other side takes it, before the instant at which it ends."""
        if self.side == side:
            raise Rejected("quote_own", id=self.id)
        if self.status != "open":
            raise Rejected("quote_overtaken", id=self.id)
        if at >= self.valid_until:
            raise Rejected("quote_expired", id=self.id)
        self.status, self.accepted_at = "accepted", at


def side_of(request: MatchRequest, organisation_id: UUID) -> Side:
    """On which side of the match it stands; a match of others is as good as none."""
    if organisation_id == request.buyer_id:
        return "buyer"
    if organisation_id == request.coop_id:
        return "coop"
    raise Rejected("match_unknown", id=request.id)


MESSAGE = Row.metadata.tables["message"]
QUOTE = Row.metadata.tables["quote"]
