"""A transaction in the service's own name, for what nobody asked for at that moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from services.fairs.models import TABLES
from shared.actor import Actor
from shared.messaging import Transaction
from shared.messaging.transaction import open_session

ITSELF = Actor(kind="service", service="fairs")


@asynccontextmanager
async def own_transaction(engine: AsyncEngine) -> AsyncIterator[Transaction]:
    """Committed with what it emitted when the block ends; nothing of it when the block fails."""
    async with open_session(engine) as session:
        tx = Transaction(session, ITSELF, datetime.now(UTC))
        yield tx
        await tx.commit(TABLES, "fairs")
