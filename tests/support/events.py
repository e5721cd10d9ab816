"""Events as other services tell them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from shared.contracts.fairs.admissions import EnrolmentAnswered, EnrolmentStatus
from shared.contracts.fairs.agenda import SeatsMoved
from shared.contracts.fairs.applications import ApplicationDecided, ApplicationSubmitted
from shared.contracts.fairs.attendees import AttendeeCheckedIn, AttendeeRegistered
from shared.contracts.fairs.bookings import BookingConfirmed, BookingEnded
from shared.contracts.fairs.fair import FairChanged, FairOpened
from shared.contracts.fairs.waiting import WaitingListJoined
from shared.contracts.listings import ListingCard, ListingPublished
from shared.contracts.matching import MatchAccepted, MatchDeclined, MatchRequested
from shared.contracts.registry import Organisation, OrganisationChanged, OrganisationStatus
from shared.contracts.suggestions import SuggestionsFound
from shared.contracts.values import Named
from shared.ids import uuid7

FAIR = "Hội chợ OCOP Bắc Ninh"
NOON = datetime(2031, 3, 1, 5, tzinfo=UTC)
EVENING = datetime(2031, 3, 3, 11, tzinfo=UTC)
ZONE = "Asia/Ho_Chi_Minh"


def organisation_changed(key: UUID, status: OrganisationStatus, version: int, **changes: Any) -> OrganisationChanged:
    facts = Organisation(
        id=key,
        version=version,
        name="HTX Thắng Thủy",
        kind="coop",
        legal_form="HTX",
        sector="NN",
        country="VN",
        province="24",
        status=status,
    )
    return OrganisationChanged(id=key, version=version, organisation=msgspec.structs.replace(facts, **changes))


def listing_published(coop: UUID, name: str = "Mắm tôm", version: int = 2) -> ListingPublished:
    card = ListingCard(
        id=uuid7(),
        version=version,
        status="published",
        sku="MT-500",
        names={"vi": name, "en": "Shrimp paste"},
        organisation=Named(id=coop, name="HTX Thắng Thủy"),
        province="24",
        category="food",
        stars=None,
        ocop=None,
        certificates=[],
        price=None,
        moq=None,
        capacity=None,
        photo_id=None,
    )
    return ListingPublished(id=card.id, version=version, listing=card)


def suggestions_found(demand: UUID, buyer: UUID, version: int = 1, new: int = 1) -> SuggestionsFound:
    return SuggestionsFound(
        id=demand,
        version=version,
        organisation_id=buyer,
        what="れんこん",
        listing_ids=[uuid7() for _ in range(new)],
        total=new,
    )


def match_facts(coop: UUID, buyer: UUID) -> dict[str, Any]:
    return {
        "demand_id": uuid7(),
        "listing_id": uuid7(),
        "buyer_id": buyer,
        "coop_id": coop,
        "buyer_name": "Asahi Foods",
        "coop_name": "HTX Thắng Thủy",
        "what": "Lotus root",
        "listing_names": {"vi": "Củ sen", "en": "Lotus root"},
    }


def match_requested(key: UUID, coop: UUID, buyer: UUID) -> MatchRequested:
    return MatchRequested(id=key, version=1, **match_facts(coop, buyer))


def match_accepted(key: UUID, coop: UUID, buyer: UUID) -> MatchAccepted:
    return MatchAccepted(id=key, version=2, **match_facts(coop, buyer))


def match_declined(key: UUID, coop: UUID, buyer: UUID, reason: str = "") -> MatchDeclined:
    return MatchDeclined(id=key, version=2, reason=reason, **match_facts(coop, buyer))


def fair_opened(key: UUID, version: int = 2) -> FairOpened:
    return FairOpened(id=key, version=version, name=FAIR, starts_at=NOON, zone=ZONE, booking="approval")


def fair_changed(key: UUID, version: int, **changes: Any) -> FairChanged:
    event = FairChanged(id=key, version=version, name=FAIR, status="open", starts_at=NOON, ends_at=EVENING, zone=ZONE)
    return msgspec.structs.replace(event, **changes)


def seats_moved(key: UUID, version: int, *accounts: UUID, removed: bool = False) -> SeatsMoved:
    return SeatsMoved(
        id=key,
        version=version,
        fair_id=uuid7(),
        fair_name=FAIR,
        title="Bán lẻ ở Osaka",
        starts_at=NOON,
        ends_at=EVENING,
        zone=ZONE,
        place="Phòng 2",
        removed=removed,
        account_ids=[*accounts],
    )


def application_submitted(key: UUID, fair: UUID, coop: UUID) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id=key,
        version=1,
        fair_id=fair,
        fair_name=FAIR,
        organisation_id=coop,
        organisation_name="HTX Thắng Thủy",
        listing_ids=[uuid7()],
    )


def application_decided(key: UUID, fair: UUID, coop: UUID, *, accepted: bool, reason: str = "") -> ApplicationDecided:
    return ApplicationDecided(
        id=key,
        version=2,
        fair_id=fair,
        fair_name=FAIR,
        organisation_id=coop,
        organisation_name="HTX Thắng Thủy",
        accepted=accepted,
        reason=reason,
    )


def booking_confirmed(key: UUID, fair: UUID, coop: UUID) -> BookingConfirmed:
    return BookingConfirmed(
        id=key,
        version=1,
        fair_id=fair,
        fair_name=FAIR,
        booth_id=uuid7(),
        booth_code="A12",
        organisation_id=coop,
        organisation_name="HTX Thắng Thủy",
    )


def booking_ended(key: UUID, fair: UUID, coop: UUID, following: UUID | None = None) -> BookingEnded:
    return BookingEnded(
        id=key,
        version=2,
        fair_id=fair,
        fair_name=FAIR,
        booth_id=uuid7(),
        booth_code="A12",
        organisation_id=coop,
        next_organisation_id=following,
    )


def enrolment_answered(
    key: UUID, fair: UUID, account_id: UUID, status: EnrolmentStatus, version: int = 1, reason: str = ""
) -> EnrolmentAnswered:
    return EnrolmentAnswered(
        id=key,
        version=version,
        fair_id=fair,
        fair_name="Hội chợ OCOP",
        account_id=account_id,
        status=status,
        reason=reason,
    )


def attendee_registered(key: UUID, fair: UUID, account_id: UUID) -> AttendeeRegistered:
    return AttendeeRegistered(id=key, version=1, fair_id=fair, fair_name=FAIR, account_id=account_id, kind="visitor")


def attendee_checked_in(key: UUID, fair: UUID, account_id: UUID) -> AttendeeCheckedIn:
    return AttendeeCheckedIn(id=key, version=2, fair_id=fair, fair_name=FAIR, account_id=account_id, at=NOON)


def waiting_list_joined(key: UUID, fair: UUID, coop: UUID) -> WaitingListJoined:
    return WaitingListJoined(
        id=key, version=1, fair_id=fair, fair_name=FAIR, organisation_id=coop, organisation_name="HTX Thắng Thủy"
    )
