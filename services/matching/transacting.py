"""A transaction that no message has asked for: what happens by the clock, or goes on where a process has died."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models.row import TABLES
from shared.actor import Actor
from shared.messaging import Transaction
from shared.messaging.transaction import open_session

NAME = "matching"


@asynccontextmanager
async def transaction(engine: AsyncEngine, now: datetime) -> AsyncIterator[Transaction]:
    """Committed when it is left, with the events that it emitted, or nothing."""
    async with open_session(engine) as session:
        tx = Transaction(session, Actor(kind="service", service=NAME), now)
        yield tx
        await tx.commit(TABLES, NAME)
