"""Applications for a booth and the decisions on them."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from services.fairs.handlers.bookings import book
from services.fairs.models import ARRANGING, Application, Fair, Listing, Organisation, table_of
from services.fairs.telling import application_decided, application_submitted
from shared.contracts.fairs import ApplyForBooth, BookBooth, DecideApplication
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean_lines

LISTING = table_of(Listing)


async def apply_for_booth(command: ApplyForBooth, tx: Transaction) -> ActPut:
    """A verified co-op asks to exhibit what it has published. One application at a time for each fair."""
    tx.actor.must_act_for(command.organisation_id)
    application = Application(
        id=command.application_id,
        fair_id=command.fair_id,
        organisation_id=command.organisation_id,
        listing_ids=list(dict.fromkeys(command.listing_ids)),
        wish=clean_lines(command.wish),
        needs=msgspec.to_builtins(command.needs),
        submitted_at=tx.now,
    )
    earlier = await tx.session.get(Application, command.application_id)
    if earlier is not None:
        if not earlier.asks_the_same_as(application):
            raise Rejected("id_reused", id=earlier.id)
        return ActPut(id=earlier.id, outcome="repeated")
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=False)
    fair.must_be("open")
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_exhibit()
    await _must_be_shown(command.listing_ids, organisation.id, tx)
    tx.add(application)
    tx.emit(application_submitted(application, fair.name, organisation.name))
    return ActPut(id=application.id, outcome="created")


async def _must_be_shown(listing_ids: Sequence[UUID], organisation_id: UUID, tx: Transaction) -> None:
    """Raises `Invalid` with what is wrong with each listing."""
    statement = sa.select(LISTING).where(LISTING.c.id.in_(listing_ids))
    known = {row.id: row for row in await (await tx.session.connection()).execute(statement)}
    wrong = {}
    for place, key in enumerate(listing_ids):
        if key not in known or not known[key].published:
            wrong[f"listing_ids.{place}"] = "not_published"
        elif known[key].organisation_id != organisation_id:
            wrong[f"listing_ids.{place}"] = "not_yours"
    if wrong:
        raise Invalid(wrong)


async def decide_application(command: DecideApplication, tx: Transaction) -> ActPut:
    """Once. An acceptance with a booth books it, or is not taken at all."""
    tx.actor.must_be("organizer")
    _must_be_whole(command)
    decision = replace(command, reason=clean_lines(command.reason))
    application = await tx.locked(Application, command.application_id, or_reject="application_unknown")
    if application.is_decided_so(decision):
        return ActPut(id=application.id, outcome="repeated")
    application.decide(decision, at=tx.now)
    fair = await tx.found(Fair, application.fair_id, or_reject="fair_unknown")
    fair.must_be(*ARRANGING)
    organisation = await tx.found(Organisation, application.organisation_id, or_reject="organisation_unknown")
    tx.emit(application_decided(application, fair.name, organisation.name))
    if command.booth_id is not None and command.booking_id is not None:
        await tx.session.flush()
        await book(
            BookBooth(
                booking_id=command.booking_id,
                fair_id=application.fair_id,
                booth_id=command.booth_id,
                organisation_id=application.organisation_id,
            ),
            tx,
        )
    return ActPut(id=application.id, outcome="created")


def _must_be_whole(command: DecideApplication) -> None:
    wrong = {}
    if not command.accepted and command.booth_id is not None:
        wrong["booth_id"] = "not_with_refusal"
    if (command.booth_id is None) != (command.booking_id is None):
        wrong["booking_id" if command.booking_id is None else "booth_id"] = "required"
    if wrong:
        raise Invalid(wrong)
