"""The booths of a hall become what was drawn. The fair is locked, so nobody books or draws meanwhile."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.handlers.layout import must_be_free
from services.fairs.models import Booth, Fair, table_of
from services.fairs.places import locked_booths
from services.fairs.trail import record
from shared.contracts.fairs.booths import BoothShape
from shared.errors import Rejected
from shared.messaging import Transaction

BOOTH = table_of(Booth)
DRAWN = tuple(field.name for field in msgspec.structs.fields(BoothShape) if field.name != "id")
HALL_STEP = 10_000
"""Positions of a drawn hall begin at its number times this."""


def as_drawn(booth: BoothShape | Booth) -> tuple[object, ...]:
    return (booth.id, *(getattr(booth, column) for column in DRAWN))


async def standing_booths(fair_id: UUID, tx: Transaction) -> Sequence[Booth]:
    there = select(Booth).where(col(Booth.fair_id) == fair_id, col(Booth.standing))
    return (await tx.session.exec(there.order_by(col(Booth.id)).with_for_update())).all()


async def take_away(gone: Sequence[Booth], tx: Transaction) -> None:
    await must_be_free([booth.id for booth in gone], tx)
    for booth in gone:
        booth.standing = False
        record("removed", booth, tx)


async def set_up(fair: Fair, hall: str, drawn: Sequence[BoothShape], tx: Transaction) -> list[Booth]:
    """Those that are new."""
    known = await locked_booths([one.id for one in drawn], tx)
    if any(booth.fair_id != fair.id for booth in known.values()):
        raise Rejected("id_reused")
    former = {key: booth.code for key, booth in known.items() if booth.standing}
    await _clear_codes([*known], tx)
    first = [one["code"] for one in fair.halls].index(hall) * HALL_STEP
    position = {one.id: at for at, one in enumerate(sorted(drawn, key=lambda one: (one.y, one.x)), first)}
    booths = [_placed(one, hall, position[one.id], fair, known.get(one.id)) for one in drawn]
    tx.session.add_all(booths)
    for booth in booths:
        if booth.id not in former:
            record("drawn", booth, tx)
        elif former[booth.id] != booth.code:
            record("renamed", booth, tx, note=former[booth.id])
    await tx.session.flush()
    return [booth for booth in booths if booth.id not in former]


async def _clear_codes(booth_ids: Sequence[UUID], tx: Transaction) -> None:
    """Before they are given: two may have exchanged theirs."""
    await tx.session.flush()
    await tx.execute(sa.update(BOOTH).where(BOOTH.c.id.in_(booth_ids)).values(code=sa.cast(BOOTH.c.id, sa.Text)))


def _placed(one: BoothShape, hall: str, position: int, fair: Fair, known: Booth | None) -> Booth:
    """Its code is written also where the session knows no other: the database was told to clear it."""
    columns = {column: getattr(one, column) for column in DRAWN}
    columns |= {"hall": hall, "position": position, "standing": True}
    booth = known or Booth(id=one.id, fair_id=fair.id, **columns)
    for column, value in columns.items():
        setattr(booth, column, value)
    sa.orm.attributes.flag_modified(booth, "code")
    return booth
