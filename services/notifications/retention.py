"""Letters are kept for a while, so that an operator can see what was sent, and then forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifications.models import Letter
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

KEPT = timedelta(days=90)
EVERY = 3600.0
"""Seconds between two looks."""
LETTER = Letter.metadata.tables["letter"]


async def forget_letters(ports: Ports) -> None:
    while True:
        try:
            await forget(ports.engine, ports.settings.mail_dir, datetime.now(UTC))
        except DATABASE_AWAY as error:
            log.warning("letters are forgotten later", reason=str(error)[:200])
        await asyncio.sleep(EVERY)


async def forget(engine: AsyncEngine, folder: Path, now: datetime) -> None:
    """What still waits to be sent stays, however old it is."""
    old = sa.delete(LETTER).where(LETTER.c.status != "waiting", LETTER.c.written_at < now - KEPT)
    async with engine.begin() as connection:
        await connection.execute(old)
    await asyncio.to_thread(_delete_files, folder, now.timestamp() - KEPT.total_seconds())


def _delete_files(folder: Path, before: float) -> None:
    for file in folder.glob("*.eml"):
        if file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
