"""Partners of a fair. A removed one's id is never used again."""

from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import asdict, replace
from sqlmodel import col

from services.fairs.models import Fair, Partner
from services.fairs.rights import must_hold
from shared.contracts.fairs.agenda import MOST_PARTNERS, PartnerBody, PartnerChanged, PutPartner, RemovePartner
from shared.contracts.message import Done
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean
from shared.versions import outcome_of_put


async def put_partner(command: PutPartner, tx: Transaction) -> RecordPut:
    await must_hold("plan", command.fair_id, tx)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    body = replace(command.body, name=clean(command.body.name))
    if not body.name:
        raise Invalid({"name": "required"})
    partner = await tx.session.get(Partner, command.partner_id, with_for_update=True)
    if partner is not None and (partner.removed or partner.fair_id != fair.id):
        raise Rejected("id_reused", id=partner.id)
    former = partner.stated if partner else None
    outcome = outcome_of_put(partner.version if partner else None, command.expected_version, same=former == body)
    _must_be_there(command, former)
    if partner is None:
        await _must_have_room(fair.id, tx)
        partner = Partner(id=command.partner_id, fair_id=fair.id, version=0, named_at=tx.now, **asdict(body))
        tx.add(partner)
    if outcome != "unchanged":
        partner.state(body)
        tell_partner(partner, tx)
    return RecordPut(id=partner.id, version=partner.version, outcome=outcome)


def _must_be_there(command: PutPartner, former: PartnerBody | None) -> None:
    """A logo is sent with the command that shows it first."""
    known = {None, former.logo_id if former else None}
    if command.body.logo_id not in known and command.upload is None:
        raise Rejected("upload_unknown")


async def _must_have_room(fair_id: UUID, tx: Transaction) -> None:
    there = sa.select(sa.func.count()).where(col(Partner.fair_id) == fair_id, col(Partner.removed).is_(False))
    if (await tx.scalar(there) or 0) >= MOST_PARTNERS:
        raise Rejected("agenda_full", most=MOST_PARTNERS)


async def remove_partner(command: RemovePartner, tx: Transaction) -> Done:
    tx.actor.must_be("organizer")
    partner = await tx.locked(Partner, command.partner_id, or_reject="partner_unknown")
    await must_hold("plan", partner.fair_id, tx)
    if not partner.removed:
        partner.removed = True
        partner.version += 1
        tell_partner(partner, tx)
    return Done()


def tell_partner(partner: Partner, tx: Transaction) -> None:
    tx.emit(PartnerChanged(id=partner.id, version=partner.version, fair_id=partner.fair_id, removed=partner.removed))
