"""Reading who runs a fair."""

from typing import get_args

import msgspec

from services.fairs.models import Fair
from services.fairs.rights import holds, team_of
from shared.contracts.fairs.team import OVERSEERS, GetTeam, Member, Right, Team
from shared.messaging import Reading


async def get_team(query: GetTeam, reading: Reading) -> Team:
    reading.actor.must_be(*OVERSEERS)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    every: tuple[Right, ...] = get_args(Right)
    return Team(
        items=[msgspec.convert(one, Member, from_attributes=True) for one in await team_of(query.fair_id, reading)],
        rights=[right for right in every if await holds(right, query.fair_id, reading)],
    )
