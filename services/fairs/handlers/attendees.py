"""People at a fair: registration, badges, check-in at the gate."""

from typing import Literal
from uuid import UUID

from services.fairs.admitting import admit_or_queue
from services.fairs.badge_code import printed, understood
from services.fairs.doubles import must_be_new
from services.fairs.entitlement import exhibiting, must_be_entitled
from services.fairs.gate import Gate, a_scan, at_gate, earlier_scans, in_turn
from services.fairs.models import ARRANGING, Enrolment, Fair, GateScan, Organisation, Registration
from services.fairs.queries.badges import badge
from services.fairs.rights import holds, must_hold
from shared.contracts.fairs.attendees import CheckedIn, CheckIn, RegisterAttendee, Registered
from shared.errors import Invalid, Rejected
from shared.fair_days import day_at_venue
from shared.messaging import Transaction
from shared.text import clean, fold


async def register_attendee(command: RegisterAttendee, tx: Transaction) -> Registered:
    """Whoever is signed in registers themselves or a colleague and gets a badge, or waits for it."""
    registration = _registration(command, tx)
    earlier = await tx.session.get(Registration, command.registration_id)
    if earlier is not None:
        if not earlier.says_the_same_as(registration):
            raise Rejected("id_reused", id=earlier.id)
        return Registered(id=earlier.id, outcome="repeated", code=printed(earlier.code))
    queued = await tx.session.get(Enrolment, command.registration_id)
    if queued is not None:
        return queued.again(registration)
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    fair.must_be(*ARRANGING)
    await _must_be_entitled(command, tx)
    if not command.namesake:
        await must_be_new(registration, tx)
    status = await admit_or_queue(registration, fair, tx)
    return Registered(id=registration.id, outcome="created", status=status, code=printed(registration.code))


def _registration(command: RegisterAttendee, tx: Transaction) -> Registration:
    name = clean(command.person_name)
    wrong = {} if name else {"person_name": "required"}
    if command.kind == "exhibitor" and command.organisation_id is None:
        wrong["organisation_id"] = "required"
    if wrong:
        raise Invalid(wrong)
    return Registration(
        id=command.registration_id,
        fair_id=command.fair_id,
        account_id=tx.actor.must_be_account(),
        kind=command.kind,
        person_name=name,
        name_folded=fold(name),
        organisation_id=command.organisation_id,
        organisation_name=clean(command.organisation_name),
        code="",
        registered_at=tx.now,
        consented_at=tx.now if command.consents else None,
    )


async def _must_be_entitled(command: RegisterAttendee, tx: Transaction) -> None:
    """In an organisation's name comes who speaks for it."""
    organizes = await holds("people", command.fair_id, tx)
    exhibitors: frozenset[UUID] = frozenset()
    if command.organisation_id is not None:
        if not organizes:
            tx.actor.must_act_for(command.organisation_id)
        await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
        exhibitors = await exhibiting([command.organisation_id], command.fair_id, tx)
    must_be_entitled(command.kind, command.organisation_id, exhibitors, organizes=organizes)


async def check_in(command: CheckIn, tx: Transaction) -> CheckedIn:
    """Let a badge in, now. The first time of each day counts: by another check-in it is `already` in, since then."""
    await must_hold("desk", command.fair_id, tx)
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    await in_turn(fair.id, tx)
    read = understood(command.code)
    earlier = (await earlier_scans(fair.id, [(command.check_in_id, read)], tx)).get(command.check_in_id)
    gate = await at_gate(fair, [read], [], tx)
    scan = a_scan(command.check_in_id, fair, read, at=tx.now, day=day_at_venue(tx.now, fair.zone), tx=tx)
    if earlier is None:
        gate.judge(scan, tx)
        _must_be_let_in(scan, gate)
        tx.add(scan)
        await tx.session.flush()
    outcome: Literal["created", "repeated", "already"] = "created" if scan.verdict == "counted" else "already"
    if earlier is not None:
        outcome = "repeated" if earlier.verdict == "counted" else "already"
    holder = gate.badges[read]
    return CheckedIn(id=command.check_in_id, outcome=outcome, badge=await badge(holder.id, tx))


def _must_be_let_in(scan: GateScan, gate: Gate) -> None:
    holder = gate.holder(scan)
    if holder is None:
        raise Rejected("badge_unknown")
    if scan.verdict == "other_fair":
        raise Rejected("badge_of_other_fair", fair_name=gate.others[holder.fair_id])
    if scan.verdict == "cancelled":
        raise Rejected("fair_not_open", status=gate.fair.status)
