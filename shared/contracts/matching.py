"""What `matching` answers and tells of demands and match requests."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.listings import ListingCard
from shared.contracts.message import Command, Event, Query
from shared.contracts.requirements import Requirement
from shared.contracts.trade import Sentence, Short
from shared.contracts.values import (
    ActPut,
    Category,
    Country,
    Incoterm,
    Language,
    Line,
    Month,
    Named,
    PageNumber,
    Paragraphs,
    Place,
    Quantity,
    RecordPut,
    Scheme,
    Side,
)
from shared.contracts.wanted import Packaging, TargetPrice, Visibility

DemandStatus = Literal["open", "closed"]
MatchStatus = Literal["requested", "accepted", "declined", "lapsed"]
"""`lapsed`: nobody answered in time; silence is no refusal and has no reason."""


class DemandBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a buyer wants: `what` in the buyer's own words and `lang`, `quantity` in each of `months`, until `deadline`.

    `text` is what the buyer wrote before it was read into these fields; `place` is the one that `incoterm` names.
    """

    what: Line
    lang: Language = "en"
    category: Category | None = None
    quantity: Quantity | None = None
    destination: Country
    deadline: date | None = None
    certificates: Annotated[list[Scheme], Meta(max_length=12)] = []
    min_stars: Annotated[int, Meta(ge=3, le=5)] | None = None
    note: Paragraphs = ""
    sample_first: bool = False
    status: DemandStatus = "open"
    text: Paragraphs = ""
    grade: Short = ""
    months: Annotated[list[Month], Meta(max_length=24)] = []
    packaging: Packaging | None = None
    incoterm: Incoterm | None = None
    place: Place = ""
    target_price: TargetPrice | None = None
    certificates_wished: Annotated[list[Scheme], Meta(max_length=12)] = []
    payment_terms: Sentence = ""
    visibility: Visibility = "coops"


class Demand(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    organisation: Named
    country: Country | None
    body: DemandBody
    posted_at: datetime
    suggestions: int


class DemandPage(Struct, frozen=True, kw_only=True):
    items: list[Demand]
    total: int


class Match(Struct, frozen=True, kw_only=True):
    """A request for one listing and one demand, by one of the two sides; the other answers until `answer_by`."""

    id: UUID
    version: int
    status: MatchStatus
    demand: Demand
    listing: ListingCard
    buyer: Named
    coop: Named
    message: str
    reason: str
    requested_at: datetime
    decided_at: datetime | None
    requirements: list[Requirement]
    asked_by: Side = "buyer"
    answer_by: datetime | None = None
    further: list[ListingCard] = []


class MatchPage(Struct, frozen=True, kw_only=True):
    items: list[Match]
    total: int


# commands


class PutDemand(Command[RecordPut], frozen=True, kw_only=True):
    subject = "matching.v1.cmd.put_demand"
    demand_id: UUID
    organisation_id: UUID
    expected_version: int | None = None
    body: DemandBody


class RequestMatch(Command[ActPut], frozen=True, kw_only=True):
    """The buyer of the demand asks the listing's co-op, or the co-op offers its listing to the buyer.

    One standing request for each demand and listing, whoever made it. `further`: other published listings of the same
    co-op that it is about as well.
    """

    subject = "matching.v1.cmd.request_match"
    match_request_id: UUID
    demand_id: UUID
    listing_id: UUID
    message: Annotated[str, Meta(max_length=2000)] = ""
    asked_by: Side = "buyer"
    further: Annotated[list[UUID], Meta(max_length=40)] = []


class DecideMatch(Command[ActPut], frozen=True, kw_only=True):
    """The side that was asked answers, once. A refusal gives its reason."""

    subject = "matching.v1.cmd.decide_match"
    match_request_id: UUID
    accepted: bool
    reason: Annotated[str, Meta(max_length=1000)] = ""


# queries


class GetDemand(Query[Demand], frozen=True, kw_only=True):
    """Its buyer, verified co-ops, officers, organizers, auditors."""

    subject = "matching.v1.qry.get_demand"
    demand_id: UUID


class FindDemands(Query[DemandPage], frozen=True, kw_only=True):
    """With an organisation: its own demands. Without: the open ones, for verified co-ops and the Alliance."""

    subject = "matching.v1.qry.find_demands"
    organisation_id: UUID | None = None
    q: Annotated[str, Meta(max_length=200)] = ""
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


class GetMatch(Query[Match], frozen=True, kw_only=True):
    """Its two sides and the Alliance; unknown to everybody else."""

    subject = "matching.v1.qry.get_match"
    match_request_id: UUID


class FindMatches(Query[MatchPage], frozen=True, kw_only=True):
    """Of one organisation, as buyer or as co-op; the undecided first, then the newest."""

    subject = "matching.v1.qry.find_matches"
    organisation_id: UUID
    status: MatchStatus | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


# events


class DemandPosted(Event, frozen=True, kw_only=True):
    """A demand as it is now, first or revised."""

    subject = "matching.v1.evt.demand_posted"
    organisation_id: UUID
    body: DemandBody


class MatchChanged(Event, frozen=True, kw_only=True):
    """The public state of a match request; its events differ in what happened."""

    demand_id: UUID
    listing_id: UUID
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    what: str
    listing_names: dict[Language, str]
    reason: str = ""
    asked_by: Side = "buyer"
    answer_by: datetime | None = None


class MatchRequested(MatchChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.match_requested"


class MatchAccepted(MatchChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.match_accepted"


class MatchDeclined(MatchChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.match_declined"


class MatchReminded(MatchChanged, frozen=True, kw_only=True):
    """Two days are left to answer."""

    subject = "matching.v1.evt.match_reminded"


class MatchLapsed(MatchChanged, frozen=True, kw_only=True):
    """Nobody answered in time."""

    subject = "matching.v1.evt.match_lapsed"
