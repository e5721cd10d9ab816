"""Applications for a booth and the decisions on them."""

from collections.abc import Sequence
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.fairs.handlers.bookings import book
from services.fairs.models import (
    ARRANGING,
    Application,
    ApplicationReview,
    Fair,
    Listing,
    Organisation,
    WaitingEntry,
    table_of,
)
from services.fairs.rights import must_hold
from services.fairs.telling import application_answered, application_decided, application_submitted
from shared.contracts.fairs.applications import ApplyForBooth, DecideApplication, ReviewApplication, ReviseApplication
from shared.contracts.fairs.bookings import BookBooth
from shared.contracts.values import ActPut, RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean_lines

LISTING, REVIEW = table_of(Listing), table_of(ApplicationReview)


async def apply_for_booth(command: ApplyForBooth, tx: Transaction) -> ActPut:
    """A verified co-op asks to exhibit what it has published. One application at a time for each fair."""
    tx.actor.must_act_for(command.organisation_id)
    application = _stated(command, command.fair_id, command.organisation_id, tx)
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
    _must_be_answered(fair, application.answers)
    tx.add(application)
    tx.emit(application_submitted(application, fair.name, organisation.name))
    return ActPut(id=application.id, outcome="created")


def _stated(
    command: ApplyForBooth | ReviseApplication, fair_id: UUID, organisation_id: UUID, tx: Transaction
) -> Application:
    return Application(
        id=command.application_id,
        fair_id=fair_id,
        organisation_id=organisation_id,
        listing_ids=list(dict.fromkeys(command.listing_ids)),
        wish=clean_lines(command.wish),
        needs=msgspec.to_builtins(command.needs),
        answers=[clean_lines(answer) for answer in command.answers],
        submitted_at=tx.now,
    )


def _must_be_answered(fair: Fair, answers: Sequence[str]) -> None:
    """Raises `Invalid` with each question that must be answered and is not."""
    given = [*answers, *[""] * len(fair.questions)]
    asked = fair.stated.questions
    wrong = {f"answers.{at}": "required" for at, one in enumerate(asked) if one.required and not given[at]}
    if wrong:
        raise Invalid(wrong)


async def revise_application(command: ReviseApplication, tx: Transaction) -> RecordPut:
    """What was returned for changes is sent again; the organizers learn of it as of a new one."""
    application = await tx.locked(Application, command.application_id, or_reject="application_unknown")
    if not tx.actor.speaks_for(application.organisation_id):
        raise Rejected("application_unknown", id=application.id)
    anew = _stated(command, application.fair_id, application.organisation_id, tx)
    if application.status == "submitted" and application.asks_the_same_as(anew):
        return RecordPut(id=application.id, version=application.version, outcome="unchanged")
    fair = await tx.found(Fair, application.fair_id, or_reject="fair_unknown")
    fair.must_be("open")
    organisation = await tx.found(Organisation, application.organisation_id, or_reject="organisation_unknown")
    await _must_be_shown(command.listing_ids, organisation.id, tx)
    _must_be_answered(fair, anew.answers)
    application.send_again(anew)
    tx.emit(application_submitted(application, fair.name, organisation.name))
    return RecordPut(id=application.id, version=application.version, outcome="revised")


async def review_application(command: ReviewApplication, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    application = await tx.found(Application, command.application_id, or_reject="application_unknown")
    await must_hold("people", application.fair_id, tx)
    said = {"score": command.score, "note": clean_lines(command.note), "at": tx.now}
    mine = {"application_id": application.id, "account_id": tx.actor.must_be_account()}
    kept = insert(REVIEW).values(**mine, **said)
    replaced = kept.on_conflict_do_update(index_elements=["application_id", "account_id"], set_=said)
    await tx.execute(replaced)
    return ActPut(id=application.id, outcome="created")


async def _must_be_shown(listing_ids: Sequence[UUID], organisation_id: UUID, tx: Transaction) -> None:
    """Raises `Invalid` with what is wrong with each listing."""
    statement = sa.select(LISTING).where(LISTING.c.id.in_(listing_ids))
    known = {row.id: row for row in await tx.execute(statement)}
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
    await must_hold("people", application.fair_id, tx)
    if application.is_decided_so(decision):
        return ActPut(id=application.id, outcome="repeated")
    application.decide(decision, at=tx.now)
    fair = await tx.found(Fair, application.fair_id, or_reject="fair_unknown")
    fair.must_be(*ARRANGING)
    organisation = await tx.found(Organisation, application.organisation_id, or_reject="organisation_unknown")
    if command.instead is not None:
        if command.instead == "waitlisted":
            await _put_on_waiting_list(application, tx)
        tx.emit(application_answered(application, fair.name, organisation.name, command.instead))
        return ActPut(id=application.id, outcome="created")
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


async def _put_on_waiting_list(application: Application, tx: Transaction) -> None:
    """Unless the co-op waits already."""
    waits = select(WaitingEntry).where(
        col(WaitingEntry.fair_id) == application.fair_id,
        col(WaitingEntry.organisation_id) == application.organisation_id,
        col(WaitingEntry.left_at).is_(None),
    )
    if (await tx.session.exec(waits)).first() is None:
        entry_id = uuid5(application.id, str(application.version))
        tx.add(
            WaitingEntry(
                id=entry_id,
                fair_id=application.fair_id,
                organisation_id=application.organisation_id,
                since=tx.now,
                booth_types=application.needs.get("booth_types", []),
            )
        )


def _must_be_whole(command: DecideApplication) -> None:
    wrong = {}
    if command.accepted and command.instead is not None:
        wrong["instead"] = "not_with_acceptance"
    if not command.accepted and command.booth_id is not None:
        wrong["booth_id"] = "not_with_refusal"
    if (command.booth_id is None) != (command.booking_id is None):
        wrong["booking_id" if command.booking_id is None else "booth_id"] = "required"
    if wrong:
        raise Invalid(wrong)
