"""Who may read what. Buyers see their own demands, verified co-ops the open ones, the Alliance everything."""

from uuid import UUID

from sqlmodel import col, select

from services.matching.models import Organisation
from shared.actor import Actor
from shared.messaging import Reading


def oversees(actor: Actor) -> bool:
    """The Alliance's people."""
    return actor.is_one_of("officer", "organizer", "auditor", "admin")


async def is_verified_coop(reading: Reading) -> bool:
    """Whether the actor speaks for one."""
    verified = select(Organisation.id).where(
        col(Organisation.id).in_(reading.actor.organisations),
        Organisation.kind == "coop",
        Organisation.status == "verified",
    )
    return (await reading.session.exec(verified.limit(1))).first() is not None


async def may_see_demand(organisation_id: UUID, status: str, reading: Reading) -> bool:
    if reading.actor.speaks_for(organisation_id) or oversees(reading.actor):
        return True
    return status == "open" and await is_verified_coop(reading)
