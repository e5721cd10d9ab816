"""Tells every web process which inbox has grown, after the commit that made it grow."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from sqlalchemy.exc import SQLAlchemyError

from services.notifications.writing import ENTRY
from shared.contracts.notifications import INBOX_GREW, InboxGrew
from shared.messaging import Ports
from shared.messaging.wakeups import wakeups

log = structlog.get_logger()

CHANNEL = "inbox_grew"
LONGEST_COMMIT = timedelta(minutes=1)
"""An entry may be that much older than the commit that makes it visible."""


async def nudge_readers(ports: Ports) -> None:
    told = datetime.now(UTC)
    async for payloads in wakeups(ports.engine, CHANNEL):
        now = datetime.now(UTC)
        try:
            grown = await _grown_since(told - LONGEST_COMMIT, ports) if payloads is None else map(_read, payloads)
            for nudge in grown:
                await ports.connection.publish(INBOX_GREW, msgspec.json.encode(nudge))
            told = now
        except (NatsError, SQLAlchemyError, OSError) as error:
            log.warning("readers not nudged", reason=str(error)[:200])


def _read(payload: str) -> InboxGrew:
    account_id, sequence = payload.split()
    return InboxGrew(account_id=UUID(account_id), sequence=int(sequence))


async def _grown_since(moment: datetime, ports: Ports) -> list[InboxGrew]:
    """For readers who wait while the database was away or this process was."""
    newest = sa.func.max(ENTRY.c.sequence).label("sequence")
    grown = sa.select(ENTRY.c.account_id, newest).where(ENTRY.c.at > moment).group_by(ENTRY.c.account_id)
    async with ports.engine.connect() as connection:
        rows = await connection.execute(grown)
    return [InboxGrew(account_id=row.account_id, sequence=row.sequence) for row in rows]
