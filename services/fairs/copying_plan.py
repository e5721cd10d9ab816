"""What a new fair takes over of a former one's plan: booths as they were drawn, and the drawings behind them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid5

from msgspec import convert
from msgspec.structs import replace
from nats.errors import Error as NatsError

from services.fairs.drawn_booths import as_drawn, set_up, standing_booths, take_away
from services.fairs.models import Booth, Fair
from services.fairs.pictures import BACKDROPS, object_name
from services.fairs.plan import plan_fair
from services.fairs.rights import must_hold
from services.fairs.shapes import wrong_shapes
from services.fairs.telling import hall_drawn
from shared.actor import Actor
from shared.contracts.fairs.booths import BoothShape
from shared.contracts.fairs.copying import CopyParts
from shared.errors import Invalid, Unavailable
from shared.messaging import Ports, Reading, Transaction
from shared.messaging.transaction import open_session


async def hand_on_backdrops(command: CopyParts, ports: Ports, actor: Actor) -> None:
    """The pictures, before the transaction; those that no plan comes to show are swept."""
    if "plan" not in command.parts:
        return
    async with open_session(ports.engine) as session:
        reading = Reading(session, actor, datetime.now(UTC))
        await must_hold("owner", command.fair_id, reading)
        await must_hold("plan", command.former_id, reading)
        former = await reading.found(Fair, command.former_id, or_reject="fair_unknown")
    try:
        store = await ports.jetstream.object_store(BACKDROPS)
        for backdrop in former.backdrops:
            picture = await store.get(object_name(former.id, backdrop.picture_id))
            await store.put(object_name(command.fair_id, backdrop.picture_id), picture.data or b"")
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error


async def copy_plan(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """In each hall that both lay out alike. Nothing once somebody has drawn the new plan."""
    standing = await standing_booths(fair.id, tx)
    if fair.backdrops or {as_drawn(booth) for booth in standing} != _laid_out(fair):
        return False
    model = await standing_booths(former.id, tx)
    copied = [hall for hall in _alike(former, fair) if await _copy_hall(hall, model, standing, fair, tx)]
    backdrops = [one for one in former.backdrops if one.hall in _alike(former, fair)]
    fair.backdrops = backdrops
    for hall in {*copied, *(one.hall for one in backdrops)}:
        fair.plan_version += 1
        tx.emit(hall_drawn(fair, hall))
    return bool(copied or backdrops)


def _laid_out(fair: Fair) -> set[tuple[object, ...]]:
    places = plan_fair(fair.stated.halls)
    sizes = [
        BoothShape(id=one.booth_id(fair.id), code=one.code, x=one.x, y=one.y, width=one.width, depth=one.depth)
        for one in places
    ]
    return {as_drawn(one) for one in sizes}


def _alike(former: Fair, fair: Fair) -> list[str]:
    """Whatever they are called. Codes of booths begin with their hall's where there are several."""
    there, here = ({hall.code: replace(hall, name="") for hall in one.stated.halls} for one in (former, fair))
    return [code for code in here if here[code] == there.get(code) and (len(here) > 1) == (len(there) > 1)]


async def _copy_hall(hall: str, model: Sequence[Booth], standing: Sequence[Booth], fair: Fair, tx: Transaction) -> bool:
    """A booth keeps the id of the one that has its code, so that a hall laid out anew finds it again."""
    here = {booth.code: booth for booth in standing if booth.hall == hall}
    drawn = [_shape(booth, here, fair) for booth in model if booth.hall == hall]
    if {as_drawn(one) for one in drawn} == {as_drawn(booth) for booth in here.values()}:
        return False
    if wrong := wrong_shapes(drawn, {booth.code for booth in standing if booth.hall != hall}):
        raise Invalid(wrong)
    kept = {one.id for one in drawn}
    await take_away([booth for booth in here.values() if booth.id not in kept], tx)
    await set_up(fair, hall, drawn, tx)
    return True


def _shape(booth: Booth, here: Mapping[str, Booth], fair: Fair) -> BoothShape:
    key = here[booth.code].id if booth.code in here else uuid5(fair.id, str(booth.id))
    return replace(convert(booth, BoothShape, from_attributes=True), id=key)
