"""How two who have each other's lead reach one another: asked of the registry when they look, and kept nowhere here."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Lead, Registration, table_of
from shared.actor import Actor
from shared.contracts.fairs.leads import FindLeads
from shared.contracts.registry import GetRecipients
from shared.messaging import Ports

LEAD = table_of(Lead)
OWN, OTHER = table_of(Registration).alias("own"), table_of(Registration).alias("other")
MOST = 500
"""Accounts that the registry tells of at once; a reader has fewer leads."""


@dataclass(frozen=True)
class Reached:
    emails: Mapping[UUID, str]
    """By account."""


async def reach_others(_: FindLeads, ports: Ports, actor: Actor) -> Reached:
    """Those who have agreed, as the caller has."""
    agreed = (
        sa.select(OTHER.c.account_id)
        .select_from(LEAD)
        .join(OWN, OWN.c.id.in_((LEAD.c.asker_id, LEAD.c.asked_id)))
        .join(OTHER, sa.and_(OTHER.c.id.in_((LEAD.c.asker_id, LEAD.c.asked_id)), OTHER.c.id != OWN.c.id))
        .where(OWN.c.account_id == actor.must_be_account(), LEAD.c.status == "agreed")
        .distinct()
        .limit(MOST)
    )
    engine = ports.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        accounts = list(await connection.scalars(agreed))
    if not accounts:
        return Reached({})
    told = await ports.ask(GetRecipients(account_ids=accounts))
    return Reached({one.account_id: one.email for one in told.items})
