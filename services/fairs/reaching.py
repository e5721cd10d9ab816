"""How two who have each other's lead reach one another: asked of the registry when they look, and kept nowhere here.

The registry writes down whose address is shown to whom before it gives it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.fairs.models import Lead, Registration, table_of
from services.fairs.owning import owned_by
from shared.actor import Actor
from shared.contracts.fairs.leads import FindLeads
from shared.contracts.registry import Met, ShowAddresses
from shared.messaging import Ports

LEAD = table_of(Lead)
OWN, OTHER = table_of(Registration).alias("own"), table_of(Registration).alias("other")
MOST = 500
"""Leads that the registry takes at once; a reader has fewer."""


@dataclass(frozen=True)
class Reached:
    emails: Mapping[UUID, str]
    """By lead."""


async def reach_others(_: FindLeads, ports: Ports, actor: Actor) -> Reached:
    """Those who have agreed, as the caller has."""
    account_id = actor.must_be_account()
    agreed = (
        sa.select(LEAD.c.id.label("lead_id"), OTHER.c.account_id)
        .select_from(LEAD)
        .join(OWN, OWN.c.id.in_((LEAD.c.asker_id, LEAD.c.asked_id)))
        .join(OTHER, sa.and_(OTHER.c.id.in_((LEAD.c.asker_id, LEAD.c.asked_id)), OTHER.c.id != OWN.c.id))
        .where(owned_by(account_id, OWN), LEAD.c.status == "agreed")
        .order_by(LEAD.c.since.desc())
        .limit(MOST)
    )
    engine = ports.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        met = [msgspec.convert(row, Met, from_attributes=True) for row in await connection.execute(agreed)]
    if not met:
        return Reached({})
    shown = await ports.ask(ShowAddresses(shown_to=account_id, met=met))
    return Reached({one.lead_id: one.email for one in shown.items})
