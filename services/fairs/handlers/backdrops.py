"""The drawing behind the booths of a hall: hung, placed to scale, taken away. Each is a new version of the plan."""

import sqlalchemy as sa
from msgspec.structs import replace

from services.fairs.models import Booth, Fair, table_of
from services.fairs.pictures import Taken
from services.fairs.rights import must_hold
from services.fairs.telling import hall_drawn
from shared.contracts.fairs.backdrops import Backdrop, HangBackdrop, PlaceBackdrop, RemoveBackdrop
from shared.contracts.values import RecordPut
from shared.errors import Rejected
from shared.messaging import Transaction

BOOTH = table_of(Booth)
USUAL_WIDTH = 30.0
"""Metres, of a hall without booths."""


async def hang_backdrop(command: HangBackdrop, tx: Transaction, taken: Taken) -> RecordPut:
    """A newer drawing of the same hall lies as the former did."""
    fair = await _locked(command, tx)
    former = fair.backdrop_of(command.hall)
    if former is not None and former.picture_id == command.picture_id:
        return RecordPut(id=fair.id, version=fair.plan_version, outcome="unchanged")
    x, y, width = (former.x, former.y, former.width) if former else (0.0, 0.0, await _width_of(command, tx))
    backdrop = Backdrop(
        hall=command.hall, picture_id=command.picture_id, x=x, y=y, width=width, depth=width * taken.proportion
    )
    return await _drawn(fair, command.hall, backdrop, tx)


async def _width_of(command: HangBackdrop, tx: Transaction) -> float:
    here = sa.and_(BOOTH.c.fair_id == command.fair_id, BOOTH.c.hall == command.hall, BOOTH.c.standing)
    rightmost = sa.select(sa.func.max(BOOTH.c.x + BOOTH.c.width)).where(here)
    return await tx.scalar(rightmost) or USUAL_WIDTH


async def place_backdrop(command: PlaceBackdrop, tx: Transaction) -> RecordPut:
    fair = await _locked(command, tx)
    former = fair.backdrop_of(command.hall)
    if former is None:
        raise Rejected("backdrop_unknown")
    depth = former.depth * command.width / former.width
    placed = replace(former, x=command.x, y=command.y, width=command.width, depth=depth)
    if (placed.x, placed.y, placed.width) == (former.x, former.y, former.width):
        return RecordPut(id=fair.id, version=fair.plan_version, outcome="unchanged")
    return await _drawn(fair, command.hall, placed, tx)


async def remove_backdrop(command: RemoveBackdrop, tx: Transaction) -> RecordPut:
    fair = await _locked(command, tx)
    if fair.backdrop_of(command.hall) is None:
        return RecordPut(id=fair.id, version=fair.plan_version, outcome="unchanged")
    return await _drawn(fair, command.hall, None, tx)


async def _locked(command: HangBackdrop | PlaceBackdrop | RemoveBackdrop, tx: Transaction) -> Fair:
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    await must_hold("plan", fair.id, tx)
    if command.hall not in {hall["code"] for hall in fair.halls}:
        raise Rejected("hall_unknown")
    return fair


async def _drawn(fair: Fair, hall: str, backdrop: Backdrop | None, tx: Transaction) -> RecordPut:
    others = [one for one in fair.backdrops if one.hall != hall]
    fair.backdrops = others + ([backdrop] if backdrop else [])
    fair.plan_version += 1
    tx.emit(hall_drawn(fair, hall))
    return RecordPut(id=fair.id, version=fair.plan_version, outcome="revised")
