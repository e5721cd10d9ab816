"""Applications to exhibit, and what became of them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import ActPut, Named, PageNumber, RecordPut

ApplicationStatus = Literal["submitted", "accepted", "declined", "waitlisted", "returned", "withdrawn"]
"""`returned`: changes were asked for; the co-op sends it again. `waitlisted`: it waits for a booth. `withdrawn`: by the
co-op, which may apply anew.
"""
Score = Annotated[int, Meta(ge=1, le=5)]
Answer = Annotated[str, Meta(max_length=500)]


WishedZones = Annotated[list[Annotated[str, Meta(min_length=1, max_length=40)]], Meta(max_length=3)]


class Needs(Struct, frozen=True, kw_only=True):
    """What a booth must have, and what is wished for. `zones`: the dearest first. `apart_from`: organisations that
    must not stand beside; `booth_types`: any when empty. `power` in watts.
    """

    power: Annotated[int, Meta(ge=0, le=100_000)] = 0
    water: bool = False
    cold: bool = False
    corner: bool = False
    zones: WishedZones = []
    booth_types: Annotated[list[Annotated[str, Meta(min_length=1, max_length=20)]], Meta(max_length=20)] = []
    apart_from: Annotated[list[UUID], Meta(max_length=20)] = []


class Review(Struct, frozen=True, kw_only=True):
    account_id: UUID
    score: Score
    note: str


class Application(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    fair: Named
    organisation: Named
    status: ApplicationStatus
    listings: list[Named]
    wish: str
    reason: str
    submitted_at: datetime
    decided_at: datetime | None
    needs: Needs = Needs()
    answers: list[str] = []
    reviews: list[Review] = []


class ApplicationPage(Struct, frozen=True, kw_only=True):
    items: list[Application]
    total: int


class ApplyForBooth(Command[ActPut], frozen=True, kw_only=True):
    """A verified co-op asks to exhibit, with the published listings that it will show."""

    subject = "fairs.v1.cmd.apply_for_booth"
    application_id: UUID
    fair_id: UUID
    organisation_id: UUID
    listing_ids: Annotated[list[UUID], Meta(min_length=1, max_length=20)]
    wish: Annotated[str, Meta(max_length=1000)] = ""
    needs: Needs = Needs()
    answers: Annotated[list[Answer], Meta(max_length=10)] = []


class ReviseApplication(Command[RecordPut], frozen=True, kw_only=True):
    """The co-op sends an application again of which changes were asked for."""

    subject = "fairs.v1.cmd.revise_application"
    application_id: UUID
    listing_ids: Annotated[list[UUID], Meta(min_length=1, max_length=20)]
    wish: Annotated[str, Meta(max_length=1000)] = ""
    needs: Needs = Needs()
    answers: Annotated[list[Answer], Meta(max_length=10)] = []


class WithdrawApplication(Command[Done], frozen=True, kw_only=True):
    """The co-op does not come: its place in the waiting list, what is kept for it and its booths are free for others.
    Until the fair begins, and not when it was declined.
    """

    subject = "fairs.v1.cmd.withdraw_application"
    application_id: UUID


class ReviewApplication(Command[ActPut], frozen=True, kw_only=True):
    """Organizers, each for themselves; a later score replaces an earlier one of the same person."""

    subject = "fairs.v1.cmd.review_application"
    application_id: UUID
    score: Score
    note: Annotated[str, Meta(max_length=500)] = ""


class DecideApplication(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Accepting and declining is final; `instead` of either, an application may be put on the waiting list
    or returned for changes. With a booth, the acceptance books it in the same transaction.
    """

    subject = "fairs.v1.cmd.decide_application"
    application_id: UUID
    accepted: bool
    instead: Literal["waitlisted", "returned"] | None = None
    reason: Annotated[str, Meta(max_length=1000)] = ""
    booth_id: UUID | None = None
    booking_id: UUID | None = None


class CoopList(Struct, frozen=True, kw_only=True):
    items: list[Named]


class FindCoops(Query[CoopList], frozen=True, kw_only=True):
    """Verified co-ops of exactly these names, whatever the capitals; for whoever is signed in."""

    subject = "fairs.v1.qry.find_coops"
    names: Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=5)]


class FindApplications(Query[ApplicationPage], frozen=True, kw_only=True):
    """Of a fair for its organizers, or of an organisation for those who speak for it."""

    subject = "fairs.v1.qry.find_applications"
    fair_id: UUID | None = None
    organisation_id: UUID | None = None
    status: ApplicationStatus | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class ApplicationSubmitted(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.application_submitted"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    listing_ids: list[UUID]


class ApplicationDecided(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.application_decided"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    accepted: bool
    reason: str


class ApplicationAnswered(Event, frozen=True, kw_only=True):
    """Neither accepted nor declined: put on the waiting list, or returned for changes."""

    subject = "fairs.v1.evt.application_answered"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    answer: Literal["waitlisted", "returned"]
    reason: str


class ApplicationWithdrawn(Event, frozen=True, kw_only=True):
    """`booth_codes`: what became free with it."""

    subject = "fairs.v1.evt.application_withdrawn"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    booth_codes: list[str]
