"""Whom a phone found by name in its list, it tells by the mark of the badge: it has no codes."""

from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import replace

from services.fairs.badge_code import mark
from services.fairs.models import JoinedBadge, Registration, table_of
from shared.contracts.fairs.gate import MergeScans, Scan
from shared.messaging import Reading

REGISTRATION, JOINED = table_of(Registration), table_of(JoinedBadge)


async def by_codes(command: MergeScans, reading: Reading) -> MergeScans:
    """Each scan as if the badge had been read. A mark of nobody's stays, and is judged as a code of nobody's."""
    if not any(scan.mark for scan in command.scans):
        return command
    codes = await _codes(command.fair_id, reading)

    def read(scan: Scan) -> Scan:
        return scan if scan.mark is None else replace(scan, code=codes.get(scan.mark, scan.mark), mark=None)

    return replace(command, scans=[read(scan) for scan in command.scans])


async def _codes(fair_id: UUID, reading: Reading) -> dict[str, str]:
    """Mark → code, of all badges of the fair and those that were joined to them."""
    badges = sa.select(REGISTRATION.c.code).where(REGISTRATION.c.fair_id == fair_id)
    joined = sa.select(JOINED.c.code).join(REGISTRATION, REGISTRATION.c.id == JOINED.c.registration_id)
    both = sa.union_all(badges, joined.where(REGISTRATION.c.fair_id == fair_id))
    return {mark(row.code): row.code for row in await reading.execute(both)}
