"""Halls as organizers draw them: booths moved, resized, renamed, added, taken away."""

import msgspec

from services.fairs.drawn_booths import as_drawn, set_up, standing_booths, take_away
from services.fairs.models import Fair
from services.fairs.plan import MOST_BOOTHS
from services.fairs.promotion import offer_to_next
from services.fairs.rights import must_hold
from services.fairs.shapes import wrong_shapes
from services.fairs.telling import hall_drawn
from shared.contracts.fairs.booths import DrawHall
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean


async def draw_hall(command: DrawHall, tx: Transaction) -> RecordPut:
    """The hall becomes what was drawn. Who drew an older plan is told so, and nothing of it is taken."""
    tx.actor.must_be("organizer")
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    await must_hold("plan", fair.id, tx)
    halls = [hall["code"] for hall in fair.halls]
    if command.hall not in halls:
        raise Rejected("hall_unknown")
    standing = {booth.id: booth for booth in await standing_booths(fair.id, tx)}
    here = {key: booth for key, booth in standing.items() if booth.hall == command.hall}
    drawn = [
        msgspec.structs.replace(one, code=one.code.strip(), zone=clean(one.zone), booth_type=clean(one.booth_type))
        for one in command.booths
    ]
    if {one.id: as_drawn(one) for one in drawn} == {key: as_drawn(booth) for key, booth in here.items()}:
        return RecordPut(id=fair.id, version=fair.plan_version, outcome="unchanged")
    if command.plan_version != fair.plan_version:
        raise Rejected("version_stale", version=fair.plan_version)
    others = {booth.code for booth in standing.values() if booth.hall != command.hall}
    if wrong := wrong_shapes(drawn, others):
        raise Invalid(wrong)
    if len(others) + len(drawn) > MOST_BOOTHS:
        raise Invalid({"booths": "too_many_booths"})
    await take_away([booth for key, booth in here.items() if key not in {one.id for one in drawn}], tx)
    new = await set_up(fair, command.hall, drawn, tx)
    fair.plan_version += 1
    await tx.session.flush()
    tx.emit(hall_drawn(fair, command.hall))
    for booth in new:
        await offer_to_next(fair, booth, tx)
    return RecordPut(id=fair.id, version=fair.plan_version, outcome="revised")
