"""Leads: a badge is read, its holder agrees, both have each other."""

from sqlmodel import col, select

from services.fairs.badge_code import understood
from services.fairs.models import Fair, JoinedBadge, Lead, LeadNote, Registration
from services.fairs.owning import owns
from shared.contracts.fairs.leads import AnswerLead, CaptureLead, LeadChanged, NoteLead
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.text import clean_lines


async def capture_lead(command: CaptureLead, tx: Transaction) -> ActPut:
    """The second of two who read each other's badges has thereby agreed."""
    own, other = await _badges(command, tx)
    lead = await _lead_of(own, other, tx)
    if lead is None:
        if await tx.session.get(Lead, command.lead_id) is not None:
            raise Rejected("id_reused", id=command.lead_id)
        lead = Lead(id=command.lead_id, fair_id=own.fair_id, asker_id=own.id, asked_id=other.id, since=tx.now)
        tx.add(lead)
        tx.emit(_told(lead))
        return ActPut(id=lead.id, outcome="created")
    if lead.asked_id == own.id and lead.answer(agreed=True):
        tx.emit(_told(lead))
        return ActPut(id=lead.id, outcome="created")
    return ActPut(id=lead.id, outcome="repeated")


async def _badges(command: CaptureLead, tx: Transaction) -> tuple[Registration, Registration]:
    """One's own, which is locked, and the one that was read."""
    account_id = tx.actor.must_be_account()
    read = understood(command.code)
    joined = select(JoinedBadge.registration_id).where(col(JoinedBadge.code) == read)
    asked = select(Registration).where((col(Registration.code) == read) | col(Registration.id).in_(joined))
    other = (await tx.session.exec(asked)).one_or_none()
    keys = sorted({command.registration_id, other.id}) if other else [command.registration_id]
    for key in keys:
        await tx.locked(Registration, key, or_reject="registration_unknown")
    own = await tx.found(Registration, command.registration_id, or_reject="registration_unknown")
    if own.walked_in or not await owns(own, tx):
        raise Rejected("registration_unknown", id=own.id)
    if other is None:
        raise Rejected("badge_unknown")
    if other.fair_id != own.fair_id:
        fair = await tx.found(Fair, other.fair_id, or_reject="fair_unknown")
        raise Rejected("badge_of_other_fair", fair_name=fair.name)
    if other.account_id == account_id:
        raise Rejected("own_badge")
    if other.walked_in:
        raise Rejected("nobody_to_ask")
    return own, other


async def _lead_of(own: Registration, other: Registration, tx: Transaction) -> Lead | None:
    """Of these two, whoever asked; their badges are locked."""
    pair = (own.id, other.id)
    asked = select(Lead).where(col(Lead.asker_id).in_(pair), col(Lead.asked_id).in_(pair)).with_for_update()
    return (await tx.session.exec(asked)).one_or_none()


async def answer_lead(command: AnswerLead, tx: Transaction) -> ActPut:
    lead = await tx.locked(Lead, command.lead_id, or_reject="lead_unknown")
    asked = await tx.found(Registration, lead.asked_id, or_reject="lead_unknown")
    if not await owns(asked, tx):
        raise Rejected("lead_unknown", id=lead.id)
    if not lead.answer(agreed=command.agreed):
        return ActPut(id=lead.id, outcome="repeated")
    tx.emit(_told(lead))
    return ActPut(id=lead.id, outcome="created")


async def note_lead(command: NoteLead, tx: Transaction) -> ActPut:
    account_id = tx.actor.must_be_account()
    lead = await tx.locked(Lead, command.lead_id, or_reject="lead_unknown")
    if lead.status != "agreed" or not await _is_one_of_the_two(lead, tx):
        raise Rejected("lead_unknown", id=lead.id)
    note = LeadNote(
        lead_id=lead.id,
        account_id=account_id,
        note=clean_lines(command.note),
        follow_up=command.follow_up,
        done=command.done,
    )
    await tx.session.merge(note)
    return ActPut(id=lead.id, outcome="created")


async def _is_one_of_the_two(lead: Lead, tx: Transaction) -> bool:
    pair = [await tx.found(Registration, key, or_reject="lead_unknown") for key in (lead.asker_id, lead.asked_id)]
    return any([await owns(one, tx) for one in pair])


def _told(lead: Lead) -> LeadChanged:
    return LeadChanged(
        id=lead.id,
        version=lead.version,
        fair_id=lead.fair_id,
        registration_ids=[lead.asker_id, lead.asked_id],
        status=lead.status,
    )
