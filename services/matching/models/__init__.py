"""Demands, suggestions and match requests, and what matching knows of organisations and listings."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.matching.models.row import STAMP, TABLES, Row
from services.matching.verdicts.names import words_to_find
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DecideMatch, DemandBody, RequestMatch
from shared.contracts.rankings import ScoreBasis
from shared.contracts.requirements import Requirement
from shared.errors import Invalid, Rejected
from shared.months import month_of
from shared.stored import AsJson

__all__ = ["TABLES", "Card", "Demand", "MatchRequest", "Organisation", "Row", "Suggestion"]


class Organisation(Row, table=True):
    """A copy, by `OrganisationChanged`."""

    id: UUID = Field(primary_key=True)
    version: int
    name: str
    kind: str
    country: str
    status: str

    @property
    def may_buy(self) -> bool:
        return self.kind == "buyer" and self.status in {"registered", "verified"}

    def must_buy(self) -> None:
        if not self.may_buy:
            raise Rejected("forbidden")

    def must_be_verified(self) -> None:
        if self.status != "verified":
            raise Rejected("not_verified", organisation_id=self.id)


class Card(Row, table=True):
    """A copy of a listing's card, by the events of `listings`. One that was withdrawn unseen has only its version."""

    __table_args__ = (
        sa.Index("card_words_idx", "words", postgresql_using="gin", postgresql_where=sa.text("published")),
    )

    listing_id: UUID = Field(primary_key=True)
    version: int
    published: bool
    category: str | None
    words: list[str] = Field(sa_type=ARRAY(sa.Text))
    card: ListingCard | None = Field(sa_type=AsJson(ListingCard))


class Demand(Row, table=True):
    """`words` are those of what is wanted. `findings` counts `SuggestionsFound`."""

    __table_args__ = (
        sa.CheckConstraint("status IN ('open', 'closed')", name="status"),
        sa.Index("demand_words_idx", "words", postgresql_using="gin", postgresql_where=sa.text("status = 'open'")),
    )

    id: UUID = Field(primary_key=True)
    organisation_id: UUID = Field(index=True, foreign_key="organisation.id")
    version: int = 0
    status: str = "open"
    words: list[str] = Field(default_factory=list, sa_type=ARRAY(sa.Text))
    body: DemandBody = Field(sa_type=AsJson(DemandBody))
    posted_at: datetime = Field(sa_type=STAMP)
    findings: int = 0
    weights: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The version by which all listings were last held against it."""

    def says(self, body: DemandBody) -> bool:
        return self.body == body

    def state(self, body: DemandBody, *, today: date) -> None:
        """What is wanted now."""
        must_be_ahead(body, today)
        self.version += 1
        self.status = body.status
        self.words = words_to_find(body.what, body.lang)
        self.body = body

    def must_be_open(self) -> None:
        if self.status != "open":
            raise Rejected("demand_closed", id=self.id)


def must_be_ahead(body: DemandBody, today: date) -> None:
    """An open demand cannot have a deadline, or months, that have passed."""
    if body.status == "open" and body.deadline and body.deadline < today:
        raise Invalid({"deadline": "in_the_past"})
    if body.status == "open" and body.months and max(body.months) < month_of(today):
        raise Invalid({"months": "in_the_past"})


class Suggestion(Row, table=True):
    """A listing that fits a demand. One that no longer does stays, not `current`: it is not told as new again.

    `basis` is what the score was made of; `lot` decides between equals.
    """

    __table_args__ = (sa.CheckConstraint("score BETWEEN 0 AND 1", name="score"),)

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id")
    listing_id: UUID = Field(primary_key=True, foreign_key="card.listing_id", index=True)
    score: float
    requirements: list[Requirement] = Field(sa_type=AsJson(list[Requirement]))
    current: bool = True
    coop_id: UUID
    band: int = Field(sa_type=sa.SmallInteger)
    lot: int
    basis: ScoreBasis | None = Field(sa_type=AsJson(ScoreBasis))

    def leaves_open(self, requirement: str) -> bool:
        """Whether nothing is known of it."""
        return any(it.name == requirement and it.verdict == "unknown" for it in self.requirements)


class MatchRequest(Row, table=True):
    """Of one side to the other. `requirements` are those of the moment when it was made."""

    __tablename__ = "match_request"
    __table_args__ = (
        sa.CheckConstraint("status IN ('requested', 'accepted', 'declined', 'lapsed')", name="status"),
        sa.CheckConstraint("(status = 'requested') = (decided_at IS NULL)", name="decided"),
        sa.CheckConstraint("status <> 'declined' OR reason <> ''", name="reason"),
        sa.CheckConstraint("asked_by IN ('buyer', 'coop')", name="asked_by"),
        sa.Index(
            "match_request_standing_key",
            "demand_id",
            "listing_id",
            unique=True,
            postgresql_where=sa.text("status IN ('requested', 'accepted')"),
            info={"rejects": "match_exists"},
        ),
        sa.Index("match_request_answer_by_idx", "answer_by", postgresql_where=sa.text("status = 'requested'")),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    demand_id: UUID = Field(index=True, foreign_key="demand.id")
    listing_id: UUID = Field(foreign_key="card.listing_id")
    buyer_id: UUID = Field(index=True, foreign_key="organisation.id")
    coop_id: UUID = Field(index=True, foreign_key="organisation.id")
    status: str = "requested"
    message: str
    reason: str = ""
    further: list[UUID] = Field(default_factory=list, sa_type=ARRAY(sa.Uuid), sa_column_kwargs={"server_default": "{}"})
    requirements: list[Requirement] = Field(sa_type=AsJson(list[Requirement]))
    requested_at: datetime = Field(sa_type=STAMP)
    asked_by: str = "buyer"
    answer_by: datetime = Field(sa_type=STAMP)
    reminded_at: datetime | None = Field(default=None, sa_type=STAMP)
    decided_at: datetime | None = Field(default=None, sa_type=STAMP)

    def says(self, command: RequestMatch, message: str) -> bool:
        asked = (command.demand_id, command.listing_id, command.further, command.asked_by)
        return (self.demand_id, self.listing_id, self.further, self.asked_by, self.message) == (*asked, message)

    @property
    def asked_id(self) -> UUID:
        """Who is to answer."""
        return self.coop_id if self.asked_by == "buyer" else self.buyer_id

    def lapse(self, *, at: datetime) -> None:
        """Nobody has answered in time; that is recorded as what it is."""
        self.status, self.decided_at = "lapsed", at
        self.version += 1

    def decide(self, command: DecideMatch, reason: str, *, at: datetime) -> bool:
        """Take the answer; False when it has been taken before."""
        decision = "accepted" if command.accepted else "declined"
        if not command.accepted and not reason:
            raise Invalid({"reason": "required"})
        if self.status != "requested":
            if (self.status, self.reason) == (decision, reason):
                return False
            raise Rejected("already_decided", status=self.status)
        self.status, self.reason, self.decided_at = decision, reason, at
        self.version += 1
        return True


CARD = Row.metadata.tables["card"]
DEMAND = Row.metadata.tables["demand"]
MATCH = Row.metadata.tables["match_request"]
ORGANISATION = Row.metadata.tables["organisation"]
SUGGESTION = Row.metadata.tables["suggestion"]
