"""Who may read what. Buyers see their own demands, verified co-ops the open ones, the Alliance everything."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.matching.models import DEMAND, MATCH, Organisation
from shared.actor import Actor, Role
from shared.contracts.matching import DemandBody
from shared.messaging import Reading

OVERSEERS: tuple[Role, ...] = ("officer", "organizer", "auditor", "admin")
"""The Alliance's people."""


def oversees(actor: Actor) -> bool:
    return actor.is_one_of(*OVERSEERS)


def takes_part(buyer_id: UUID, coop_id: UUID, actor: Actor) -> bool:
    """On either side of a match or an agreement."""
    return actor.speaks_for(buyer_id) or actor.speaks_for(coop_id)


def sees_match(buyer_id: UUID, coop_id: UUID, actor: Actor) -> bool:
    return takes_part(buyer_id, coop_id, actor) or oversees(actor)


async def is_verified_coop(reading: Reading) -> bool:
    """Whether the actor speaks for one."""
    verified = select(Organisation.id).where(
        col(Organisation.id).in_(reading.actor.organisations),
        Organisation.kind == "coop",
        Organisation.status == "verified",
    )
    return (await reading.session.exec(verified.limit(1))).first() is not None


async def may_see_demand(demand_id: UUID, organisation_id: UUID, body: DemandBody, reading: Reading) -> bool:
    """Its own buyer and the Alliance always; a verified co-op while it is open, when all may see it or it was asked."""
    if reading.actor.speaks_for(organisation_id) or oversees(reading.actor):
        return True
    if body.status != "open" or not await is_verified_coop(reading):
        return False
    if body.visibility == "coops":
        return True
    asked = sa.select(is_invited(reading.actor).where(MATCH.c.demand_id == demand_id))
    return bool(await reading.scalar(asked))


def seen_by_coop(actor: Actor) -> sa.ColumnElement[bool]:
    """Of the open demands, those that are for all, or that this co-op was asked for."""
    for_all = sa.func.coalesce(DEMAND.c.body["visibility"].astext, "coops") == "coops"
    return sa.or_(for_all, is_invited(actor).where(MATCH.c.demand_id == DEMAND.c.id))


def is_invited(actor: Actor) -> sa.Exists:
    return sa.exists().where(MATCH.c.coop_id.in_(actor.organisations))
