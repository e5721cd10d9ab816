"""One booth becomes several, several become one."""

from collections.abc import Sequence
from uuid import uuid5

from sqlmodel import col, select

from services.fairs.drawn_booths import DRAWN
from services.fairs.models import Booking, Booth, BoothChange, Fair, Organisation
from services.fairs.places import locked_booths
from services.fairs.promotion import offer_to_next
from services.fairs.rights import must_hold
from services.fairs.shapes import OVERLAP
from services.fairs.telling import hall_drawn
from services.fairs.telling_bookings import booking_ended, booking_moved
from services.fairs.trail import record
from shared.contracts.fairs.booths import MergeBooths, SplitBooth
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction


async def split_booth(command: SplitBooth, tx: Transaction) -> ActPut:
    """The first part keeps all that the booth was, and its holder."""
    tx.actor.must_be("organizer")
    if await tx.session.get(BoothChange, command.change_id) is not None:
        return ActPut(id=command.change_id, outcome="repeated")
    known = await tx.found(Booth, command.booth_id, or_reject="booth_unknown")
    await must_hold("plan", known.fair_id, tx)
    fair = await tx.locked(Fair, known.fair_id, or_reject="fair_unknown")
    booth = (await locked_booths([command.booth_id], tx))[command.booth_id]
    booth.must_stand()
    width = booth.width / command.parts if booth.width >= booth.depth else booth.width
    depth = booth.depth if booth.width >= booth.depth else booth.depth / command.parts
    across, along = (width, 0.0) if booth.width >= booth.depth else (0.0, depth)
    parts = []
    for number in range(1, command.parts):
        columns = {column: getattr(booth, column) for column in (*DRAWN, "hall", "position", "fair_id")}
        columns |= {
            "code": f"{booth.code}{'ABCDEFG'[number]}",
            "x": round(booth.x + number * across, 2),
            "y": round(booth.y + number * along, 2),
            "width": round(width, 2),
            "depth": round(depth, 2),
        }
        part = Booth(id=uuid5(command.change_id, str(number)), **columns)
        parts.append(part)
        tx.add(part)
    booth.width, booth.depth = round(width, 2), round(depth, 2)
    record("split", booth, tx, change_id=command.change_id, note=", ".join(part.code for part in parts))
    fair.plan_version += 1
    await tx.session.flush()
    tx.emit(hall_drawn(fair, booth.hall))
    for part in parts:
        await offer_to_next(fair, part, tx)
    return ActPut(id=command.change_id, outcome="created")


async def merge_booths(command: MergeBooths, tx: Transaction) -> ActPut:
    """The first stands where all stood; its holder, if any, is theirs."""
    tx.actor.must_be("organizer")
    if await tx.session.get(BoothChange, command.change_id) is not None:
        return ActPut(id=command.change_id, outcome="repeated")
    known = await tx.found(Booth, command.booth_ids[0], or_reject="booth_unknown")
    await must_hold("plan", known.fair_id, tx)
    fair = await tx.locked(Fair, known.fair_id, or_reject="fair_unknown")
    locked = await locked_booths(command.booth_ids, tx)
    booths = [locked[key] for key in dict.fromkeys(command.booth_ids) if key in locked]
    _must_be_one_block(fair, booths, asked=len(set(command.booth_ids)))
    first, others = booths[0], booths[1:]
    await _must_have_one_holder(fair, booths, tx)
    left, top = min(booth.x for booth in booths), min(booth.y for booth in booths)
    first.width = round(max(booth.x + booth.width for booth in booths) - left, 2)
    first.depth = round(max(booth.y + booth.depth for booth in booths) - top, 2)
    first.x, first.y = left, top
    first.power = max(booth.power for booth in booths)
    first.water, first.cold = any(booth.water for booth in booths), any(booth.cold for booth in booths)
    first.corner = any(booth.corner for booth in booths)
    for booth in others:
        booth.standing = False
    record("merged", first, tx, change_id=command.change_id, note=", ".join(booth.code for booth in others))
    fair.plan_version += 1
    await tx.session.flush()
    tx.emit(hall_drawn(fair, first.hall))
    return ActPut(id=command.change_id, outcome="created")


def _must_be_one_block(fair: Fair, booths: Sequence[Booth], *, asked: int) -> None:
    if len(booths) < asked or len(booths) < 2:  # noqa: PLR2004 - one booth is no block
        raise Rejected("booth_unknown")
    for booth in booths:
        booth.must_stand()
    if any((booth.fair_id, booth.hall) != (fair.id, booths[0].hall) for booth in booths):
        raise Rejected("not_one_block")
    across = max(one.x + one.width for one in booths) - min(one.x for one in booths)
    along = max(one.y + one.depth for one in booths) - min(one.y for one in booths)
    if abs(across * along - sum(one.width * one.depth for one in booths)) > OVERLAP * (across + along):
        raise Rejected("not_one_block")


async def _must_have_one_holder(fair: Fair, booths: Sequence[Booth], tx: Transaction) -> None:
    """Whose first booking goes on in the block; the others end."""
    live = select(Booking).where(col(Booking.booth_id).in_([booth.id for booth in booths]))
    live = live.where(col(Booking.ended_at).is_(None)).order_by(col(Booking.id)).with_for_update()
    by_booth = {booking.booth_id: booking for booking in (await tx.session.exec(live)).all()}
    bookings = [by_booth[booth.id] for booth in booths if booth.id in by_booth]
    if len({booking.organisation_id for booking in bookings}) > 1 or any(one.is_held for one in bookings):
        raise Rejected("several_holders")
    codes = {booth.id: booth for booth in booths}
    for booking in bookings[1:]:
        booking.end("replaced", at=tx.now)
        record("ended", codes[booking.booth_id], tx, booking=booking, note="replaced")
        tx.emit(booking_ended(booking, fair.name, codes[booking.booth_id].code, following=None))
    await tx.session.flush()
    if bookings and bookings[0].booth_id != booths[0].id:
        former = codes[bookings[0].booth_id]
        bookings[0].booth_id = booths[0].id
        bookings[0].version += 1
        record("moved", booths[0], tx, booking=bookings[0], note=former.code)
        holder = await tx.found(Organisation, bookings[0].organisation_id, or_reject="organisation_unknown")
        tx.emit(booking_moved(bookings[0], fair.name, booths[0], former, holder.name))
