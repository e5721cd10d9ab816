"""Who came, and what is still missing: by Core statements, as the board asks again whenever somebody comes."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import HAS_BOOTH, Booking, Booth, Fair, GateScan, Organisation, Registration, table_of
from shared.contracts.fairs.attendance import PACE, Attendance, Attended, EmptyBooth, GatePace, GetAttendance
from shared.contracts.fairs.team import OVERSEERS
from shared.fair_days import day_at_venue
from shared.messaging import Reading

SCAN, REGISTRATION, BOOKING = table_of(GateScan), table_of(Registration), table_of(Booking)
BOOTH, ORGANISATION = table_of(Booth), table_of(Organisation)
MINUTE = timedelta(minutes=1)


async def get_attendance(query: GetAttendance, reading: Reading) -> Attendance:
    reading.actor.must_be(*OVERSEERS)
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    today = day_at_venue(reading.now, fair.zone)
    registered, came = await _people(fair.id, reading)
    booths, empty = await _booths(fair.id, today, reading)
    return Attendance(
        as_of=reading.now,
        today=today,
        registered=registered,
        came=came,
        attended=await _attended(fair.id, reading),
        gates=await _paces(fair.id, reading),
        booths=booths,
        empty=empty,
    )


async def _people(fair_id: UUID, reading: Reading) -> tuple[int, int]:
    number = sa.func.count()
    asked = sa.select(number, number.filter(REGISTRATION.c.checked_in_at.is_not(None)))
    registered, came = (await reading.execute(asked.where(REGISTRATION.c.fair_id == fair_id))).one()
    return registered, came


async def _attended(fair_id: UUID, reading: Reading) -> list[Attended]:
    one = (SCAN.c.day, SCAN.c.session, REGISTRATION.c.kind)
    asked = (
        sa.select(*one, sa.func.count())
        .join(REGISTRATION, REGISTRATION.c.id == SCAN.c.registration_id)
        .where(SCAN.c.fair_id == fair_id, SCAN.c.verdict == "counted")
        .group_by(*one)
        .order_by(*one)
    )
    rows = await reading.execute(asked)
    return [Attended(day=day, session=session, kind=kind, people=people) for day, session, kind, people in rows]


async def _paces(fair_id: UUID, reading: Reading) -> list[GatePace]:
    since = reading.now.replace(second=0, microsecond=0) - (PACE - 1) * MINUTE
    minute = sa.func.date_trunc("minute", SCAN.c.at)
    asked = (
        sa.select(SCAN.c.gate, minute, sa.func.count())
        .where(SCAN.c.fair_id == fair_id, SCAN.c.at >= since)
        .group_by(SCAN.c.gate, minute)
    )
    scans: dict[str, Counter[int]] = defaultdict(Counter)
    for gate, at, number in await reading.execute(asked):
        scans[gate][(at - since) // MINUTE] = number
    return [GatePace(gate=gate, minutes=[scans[gate][place] for place in range(PACE)]) for gate in sorted(scans)]


async def _booths(fair_id: UUID, today: date, reading: Reading) -> tuple[int, list[EmptyBooth]]:
    """Confirmed ones; of them those whose holder has sent nobody through the entrance today."""
    here = (
        sa.exists()
        .where(SCAN.c.registration_id == REGISTRATION.c.id, SCAN.c.verdict == "counted", SCAN.c.session == "")
        .where(SCAN.c.day == today, REGISTRATION.c.fair_id == fair_id)
        .where(REGISTRATION.c.organisation_id == BOOKING.c.organisation_id)
    )
    asked = (
        sa.select(BOOTH.c.code, ORGANISATION.c.name, here.label("is_there"))
        .select_from(BOOKING)
        .join(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
        .join(ORGANISATION, ORGANISATION.c.id == BOOKING.c.organisation_id)
        .where(BOOKING.c.fair_id == fair_id, HAS_BOOTH)
        .order_by(BOOTH.c.code)
    )
    rows = (await reading.execute(asked)).all()
    empty = [EmptyBooth(code=code, organisation_name=name) for code, name, is_there in rows if not is_there]
    return len(rows), empty
