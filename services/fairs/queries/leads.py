"""Reading leads: each of the two sees the other, and nobody sees both."""

import sqlalchemy as sa

from services.fairs.models import AnyRow, Fair, Lead, LeadNote, Organisation, Registration, table_of
from services.fairs.naming import organisation_shown
from services.fairs.owning import owned_by
from services.fairs.reaching import Reached
from shared.contracts.fairs import leads as contract
from shared.contracts.fairs.leads import FindLeads, LeadPage
from shared.contracts.values import Named
from shared.messaging import Reading

LEAD, NOTE, FAIR, ORGANISATION = table_of(Lead), table_of(LeadNote), table_of(Fair), table_of(Organisation)
OWN, OTHER = table_of(Registration).alias("own"), table_of(Registration).alias("other")


async def find_leads(query: FindLeads, reading: Reading, reached: Reached) -> LeadPage:
    """Who has said no is not asked again, and who asked is not told more than that."""
    account_id = reading.actor.must_be_account()
    to_answer = sa.and_(LEAD.c.asked_id == OWN.c.id, LEAD.c.status == "asked")
    asked = (
        sa.select(LEAD.c.id, LEAD.c.status, LEAD.c.since, FAIR.c.id.label("fair_id"), FAIR.c.name.label("fair_name"))
        .add_columns(OWN.c.id.label("registration_id"), to_answer.label("to_answer"), organisation_shown(OTHER))
        .add_columns(OTHER.c.person_name, OTHER.c.kind, OTHER.c.organisation_id)
        .add_columns(NOTE.c.note, NOTE.c.follow_up, NOTE.c.done)
        .select_from(LEAD)
        .join(OWN, sa.or_(OWN.c.id == LEAD.c.asker_id, OWN.c.id == LEAD.c.asked_id))
        .join(OTHER, sa.and_(OTHER.c.id.in_((LEAD.c.asker_id, LEAD.c.asked_id)), OTHER.c.id != OWN.c.id))
        .join(FAIR, FAIR.c.id == LEAD.c.fair_id)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == OTHER.c.organisation_id)
        .outerjoin(NOTE, sa.and_(NOTE.c.lead_id == LEAD.c.id, NOTE.c.account_id == account_id))
        .where(owned_by(account_id, OWN))
        .order_by(to_answer.desc(), NOTE.c.done.is_(True), NOTE.c.follow_up.nulls_last(), LEAD.c.since.desc())
        .limit(query.page_size)
    )
    rows = (await reading.execute(asked)).all()
    return LeadPage(items=[_lead(row, reached) for row in rows], total=len(rows))


def _lead(row: AnyRow, reached: Reached) -> contract.Lead:
    """Of whom has not agreed, nothing but that they were asked."""
    shown = row.status == "agreed" or row.to_answer
    return contract.Lead(
        id=row.id,
        fair=Named(id=row.fair_id, name=row.fair_name),
        registration_id=row.registration_id,
        status=row.status,
        to_answer=row.to_answer,
        since=row.since,
        person_name=row.person_name if shown else "",
        organisation_id=row.organisation_id if shown else None,
        organisation_name=row.organisation_name if shown else "",
        kind=row.kind,
        note=row.note or "",
        follow_up=row.follow_up,
        done=bool(row.done),
        email=reached.emails.get(row.id, "") if row.status == "agreed" else "",
    )
