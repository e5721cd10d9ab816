"""Who of the organizers may do what at a fair. While a fair has no team, every organizer runs it."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.fairs.models import Member
from shared.actor import Actor, Role
from shared.contracts.fairs.team import OVERSEERS, Right
from shared.errors import Rejected
from shared.messaging import Reading

READERS: tuple[Role, ...] = ("officer", *OVERSEERS)
"""Of what is counted at fairs."""


def oversees(actor: Actor) -> bool:
    return actor.is_one_of(*OVERSEERS)


async def team_of(fair_id: UUID, reading: Reading) -> Sequence[Member]:
    """Who joined first comes first, who did not join yet last."""
    there = select(Member).where(col(Member.fair_id) == fair_id, col(Member.removed_at).is_(None))
    return (await reading.session.exec(there.order_by(col(Member.joined_at).nulls_last(), col(Member.id)))).all()


async def holds(right: Right, fair_id: UUID, reading: Reading) -> bool:
    """For who is no organizer it costs nothing to ask."""
    if not reading.actor.is_one_of("organizer"):
        return False
    if reading.actor.kind == "operator":
        return True
    team = await team_of(fair_id, reading)
    mine = [one for one in team if one.account_id == reading.actor.account_id]
    return not team or any(one.may(right) for one in mine)


async def must_hold(right: Right, fair_id: UUID, reading: Reading) -> None:
    reading.actor.must_be("organizer")
    if not await holds(right, fair_id, reading):
        raise Rejected("right_required", right=right)
