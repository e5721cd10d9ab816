"""Reading what co-ops asked for and got: applications and bookings."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.fairs.models import (
    AnyRow,
    Application,
    ApplicationReview,
    Booking,
    Booth,
    Fair,
    Listing,
    Organisation,
    WaitingEntry,
    table_of,
)
from services.fairs.naming import coops_named
from services.fairs.rights import oversees
from shared.contracts.fairs import applications as applications_contract
from shared.contracts.fairs import bookings as bookings_contract
from shared.contracts.fairs.applications import ApplicationPage, CoopList, FindApplications, FindCoops, Needs
from shared.contracts.fairs.bookings import BookingPage, FindBookings
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

FAIR, BOOTH, BOOKING = table_of(Fair), table_of(Booth), table_of(Booking)
APPLICATION, LISTING = table_of(Application), table_of(Listing)
REVIEW = table_of(ApplicationReview)
ORGANISATION, ENTRY = table_of(Organisation), table_of(WaitingEntry)


def must_read_of(organisation_id: UUID | None, reading: Reading) -> None:
    """Of an organisation who speaks for it; everything organizers and who reads everything."""
    if oversees(reading.actor):
        return
    if organisation_id is None:
        raise Rejected("forbidden")
    reading.actor.must_act_for(organisation_id)


async def find_applications(query: FindApplications, reading: Reading) -> ApplicationPage:
    """What waits for a decision first, the oldest of it first."""
    must_read_of(query.organisation_id, reading)
    wanted = sa.and_(
        sa.true(),
        *(
            APPLICATION.c[column] == value
            for column in ("fair_id", "organisation_id", "status")
            if (value := getattr(query, column)) is not None
        ),
    )
    page = (
        sa.select(APPLICATION, FAIR.c.name.label("fair_name"), ORGANISATION.c.name.label("organisation_name"))
        .join(FAIR, FAIR.c.id == APPLICATION.c.fair_id)
        .join(ORGANISATION, ORGANISATION.c.id == APPLICATION.c.organisation_id)
        .where(wanted)
        .order_by(APPLICATION.c.status != "submitted", APPLICATION.c.submitted_at, APPLICATION.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(APPLICATION, wanted)
    rows = (await reading.execute(page)).all()
    names = await _listing_names([key for row in rows for key in row.listing_ids], reading)
    sees_reviews = oversees(reading.actor)
    reviews = await _reviews([row.id for row in rows], reading) if sees_reviews else {}
    return ApplicationPage(items=[_application(row, names, reviews) for row in rows], total=total)


async def _reviews(ids: Sequence[UUID], reading: Reading) -> dict[UUID, list[applications_contract.Review]]:
    statement = sa.select(REVIEW).where(REVIEW.c.application_id.in_(ids)).order_by(REVIEW.c.at)
    found: dict[UUID, list[applications_contract.Review]] = {}
    for row in await reading.execute(statement):
        review = applications_contract.Review(account_id=row.account_id, score=row.score, note=row.note)
        found.setdefault(row.application_id, []).append(review)
    return found


def _application(
    row: AnyRow, names: dict[UUID, str], reviews: dict[UUID, list[applications_contract.Review]]
) -> applications_contract.Application:
    return applications_contract.Application(
        id=row.id,
        version=row.version,
        fair=Named(id=row.fair_id, name=row.fair_name),
        organisation=Named(id=row.organisation_id, name=row.organisation_name),
        status=row.status,
        listings=[Named(id=key, name=names.get(key, "")) for key in row.listing_ids],
        wish=row.wish,
        reason=row.reason,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        needs=msgspec.convert(row.needs, Needs, strict=False),
        answers=row.answers,
        reviews=reviews.get(row.id, []),
    )


async def _listing_names(ids: Sequence[UUID], reading: Reading) -> dict[UUID, str]:
    statement = sa.select(LISTING.c.id, LISTING.c.name).where(LISTING.c.id.in_(ids))
    return {row.id: row.name for row in await reading.execute(statement)}


async def find_coops(query: FindCoops, reading: Reading) -> CoopList:
    return CoopList(items=await coops_named(query.names, reading))


async def find_bookings(query: FindBookings, reading: Reading) -> BookingPage:
    """The booths that the organisation has, the latest fair first."""
    must_read_of(query.organisation_id, reading)
    has = (
        sa.select(
            *(BOOKING.c.id, BOOKING.c.fair_id, FAIR.c.name.label("fair_name"), BOOTH.c.code, BOOTH.c.hall),
            *(BOOKING.c.booth_id, BOOKING.c.organisation_id, ORGANISATION.c.name, BOOKING.c.confirmed_at),
            *(BOOKING.c.held_until, BOOKING.c.entry_id, BOOKING.c.version, BOOKING.c.ended_at),
        )
        .join(FAIR, FAIR.c.id == BOOKING.c.fair_id)
        .join(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
        .join(ORGANISATION, ORGANISATION.c.id == BOOKING.c.organisation_id)
        .where(BOOKING.c.organisation_id == query.organisation_id)
        .order_by(FAIR.c.starts_at.desc(), BOOTH.c.position)
    )
    if not query.with_ended:
        has = has.where(BOOKING.c.ended_at.is_(None))
    if query.fair_id is not None:
        has = has.where(BOOKING.c.fair_id == query.fair_id)
    items = [_booking(row) for row in await reading.execute(has)]
    return BookingPage(items=items, total=len(items))


def _booking(row: AnyRow) -> bookings_contract.Booking:
    return bookings_contract.Booking(
        id=row.id,
        fair=Named(id=row.fair_id, name=row.fair_name),
        booth_code=row.code,
        hall=row.hall,
        booth_id=row.booth_id,
        organisation=Named(id=row.organisation_id, name=row.name),
        confirmed_at=row.confirmed_at,
        held_until=row.held_until,
        offered=row.entry_id is not None,
        version=row.version,
        ended_at=row.ended_at,
    )
