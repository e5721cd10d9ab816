"""Who may come as what: places, approvals, and badges that are given back."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.fairs.admitting import admission_at, admit, enrolment_answered, free_places, promote
from services.fairs.models import ARRANGING, Admission, Enrolment, Fair, GateScan, Lead, Registration
from services.fairs.owning import owns
from services.fairs.particulars import forget
from services.fairs.rights import holds, must_hold
from shared.contracts.fairs.admissions import DecideEnrolment, PutAdmission, WithdrawRegistration
from shared.contracts.message import Done
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean_lines


async def put_admission(command: PutAdmission, tx: Transaction) -> Done:
    """The fair is locked: of two who state a kind for the first time, one comes after the other."""
    await must_hold("people", command.fair_id, tx)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    admission = await admission_at(fair.id, command.kind, tx)
    if admission not in tx.session:
        tx.add(admission)
    admission.places, admission.approval = command.places, command.approval
    await promote(admission, fair, tx)
    return Done()


async def decide_enrolment(command: DecideEnrolment, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    enrolment, fair, admission = await _locked(command.enrolment_id, tx)
    await must_hold("people", fair.id, tx)
    decided = "refused" if not command.accepted else None
    if enrolment.status == decided or (command.accepted and enrolment.status in {"admitted", "waiting"}):
        return ActPut(id=enrolment.id, outcome="repeated")
    enrolment.must_be("asked")
    fair.must_be(*ARRANGING)
    reason = clean_lines(command.reason)
    if not command.accepted and not reason:
        raise Invalid({"reason": "required"})
    if not command.accepted:
        enrolment.become("refused", reason)
        await forget(enrolment.id, tx)
        tx.emit(enrolment_answered(enrolment, fair.name))
    elif await free_places(admission, tx) == 0:
        enrolment.become("waiting")
        tx.emit(enrolment_answered(enrolment, fair.name))
    else:
        admit(enrolment, fair, tx, at=tx.now)
    return ActPut(id=enrolment.id, outcome="created")


async def withdraw_registration(command: WithdrawRegistration, tx: Transaction) -> Done:
    """What was a badge is an enrolment that was withdrawn, so that its id is never used again."""
    registration = await tx.session.get(Registration, command.registration_id)
    enrolment = await tx.session.get(Enrolment, command.registration_id)
    owner = registration or enrolment
    if owner is None or not (await owns(owner, tx) or await holds("people", owner.fair_id, tx)):
        raise Rejected("badge_unknown", id=command.registration_id)
    fair = await tx.found(Fair, owner.fair_id, or_reject="fair_unknown")
    admission = await admission_at(fair.id, owner.kind, tx)
    if registration is not None:
        registration = await tx.locked(Registration, command.registration_id, or_reject="badge_unknown")
        await must_be_unread(registration.id, tx)
        enrolment = enrolment or Enrolment.of(registration, "admitted")
        enrolment.version = max(enrolment.version, registration.version)
        await tx.session.delete(registration)
    if enrolment is None or enrolment.status in {"withdrawn", "refused"}:
        return Done()
    if enrolment not in tx.session:
        tx.add(enrolment)
    enrolment.become("withdrawn")
    await forget(enrolment.id, tx)
    tx.emit(enrolment_answered(enrolment, fair.name))
    await promote(admission, fair, tx)
    return Done()


async def _locked(enrolment_id: UUID, tx: Transaction) -> tuple[Enrolment, Fair, Admission]:
    """The admission before its enrolments, always in this order."""
    known = await tx.found(Enrolment, enrolment_id, or_reject="enrolment_unknown")
    fair = await tx.found(Fair, known.fair_id, or_reject="fair_unknown")
    admission = await admission_at(fair.id, known.kind, tx)
    return await tx.locked(Enrolment, known.id, or_reject="enrolment_unknown"), fair, admission


async def must_be_unread(registration_id: UUID, tx: Transaction) -> None:
    """Neither at a gate, nor by somebody who wanted to keep in touch."""
    by_gate = sa.exists().where(col(GateScan.registration_id) == registration_id)
    by_other = sa.exists().where(sa.or_(col(Lead.asker_id) == registration_id, col(Lead.asked_id) == registration_id))
    if await tx.scalar(sa.select(by_gate | by_other)):
        raise Rejected("badge_used")
