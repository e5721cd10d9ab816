"""Halls as organizers draw them: booths moved, resized, renamed, added, taken away; split and merged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.handlers.layout import must_be_free
from services.fairs.models import Booth, Fair, table_of
from services.fairs.places import locked_booths
from services.fairs.plan import MOST_BOOTHS
from services.fairs.promotion import offer_to_next
from services.fairs.rights import must_hold
from services.fairs.shapes import wrong_shapes
from services.fairs.telling import hall_drawn
from services.fairs.trail import record
from shared.contracts.fairs.booths import BoothShape, DrawHall
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean

BOOTH = table_of(Booth)
DRAWN = tuple(field.name for field in msgspec.structs.fields(BoothShape) if field.name != "id")
HALL_STEP = 10_000
"""Positions of a drawn hall begin at its number times this."""


async def draw_hall(command: DrawHall, tx: Transaction) -> RecordPut:
    """The hall becomes what was drawn. Who drew an older plan is told so, and nothing of it is taken."""
    tx.actor.must_be("organizer")
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    await must_hold("plan", fair.id, tx)
    halls = [hall["code"] for hall in fair.halls]
    if command.hall not in halls:
        raise Rejected("hall_unknown")
    standing = {booth.id: booth for booth in await _standing(fair.id, tx)}
    here = {key: booth for key, booth in standing.items() if booth.hall == command.hall}
    drawn = [
        msgspec.structs.replace(one, code=one.code.strip(), zone=clean(one.zone), booth_type=clean(one.booth_type))
        for one in command.booths
    ]
    if {one.id: _shape(one) for one in drawn} == {key: _shape(booth) for key, booth in here.items()}:
        return RecordPut(id=fair.id, version=fair.plan_version, outcome="unchanged")
    if command.plan_version != fair.plan_version:
        raise Rejected("version_stale", version=fair.plan_version)
    others = {booth.code for booth in standing.values() if booth.hall != command.hall}
    if wrong := wrong_shapes(drawn, others):
        raise Invalid(wrong)
    if len(others) + len(drawn) > MOST_BOOTHS:
        raise Invalid({"booths": "too_many_booths"})
    await _take_away([booth for key, booth in here.items() if key not in {one.id for one in drawn}], tx)
    new = await _set_up(fair, command.hall, drawn, halls.index(command.hall) * HALL_STEP, tx)
    fair.plan_version += 1
    await tx.session.flush()
    tx.emit(hall_drawn(fair, command.hall))
    for booth in new:
        await offer_to_next(fair, booth, tx)
    return RecordPut(id=fair.id, version=fair.plan_version, outcome="revised")


def _shape(booth: BoothShape | Booth) -> tuple[Any, ...]:
    return (booth.id, *(getattr(booth, column) for column in DRAWN))


async def _standing(fair_id: UUID, tx: Transaction) -> Sequence[Booth]:
    there = select(Booth).where(col(Booth.fair_id) == fair_id, col(Booth.standing))
    return (await tx.session.exec(there.order_by(col(Booth.id)).with_for_update())).all()


async def _take_away(gone: Sequence[Booth], tx: Transaction) -> None:
    await must_be_free([booth.id for booth in gone], tx)
    for booth in gone:
        booth.standing = False
        record("removed", booth, tx)


async def _set_up(fair: Fair, hall: str, drawn: Sequence[BoothShape], first: int, tx: Transaction) -> list[Booth]:
    """Those that are new. Codes are cleared before they are given: two may have exchanged theirs."""
    known = await locked_booths([one.id for one in drawn], tx)
    if any(booth.fair_id != fair.id for booth in known.values()):
        raise Rejected("id_reused")
    renamed = {key: booth.code for key, booth in known.items() if booth.standing}
    cleared = sa.update(BOOTH).where(BOOTH.c.id.in_(known)).values(code=sa.cast(BOOTH.c.id, sa.Text))
    await tx.session.flush()
    await (await tx.session.connection()).execute(cleared)
    order = {one.id: place for place, one in enumerate(sorted(drawn, key=lambda one: (one.y, one.x)))}
    new = []
    for one in drawn:
        columns = {column: getattr(one, column) for column in DRAWN}
        columns |= {"hall": hall, "position": first + order[one.id], "standing": True}
        booth = known.get(one.id)
        if booth is None:
            booth = Booth(id=one.id, fair_id=fair.id, **columns)
            tx.add(booth)
        for column, value in columns.items():
            setattr(booth, column, value)
        sa.orm.attributes.flag_modified(booth, "code")
        if one.id not in renamed:
            new.append(booth)
            record("drawn", booth, tx)
        elif renamed[one.id] != one.code:
            record("renamed", booth, tx, note=renamed[one.id])
    await tx.session.flush()
    return new
