"""What a handler works in: one message, one database transaction, one actor, one moment."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, TypeVarTuple, overload
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from shared.actor import Actor
from shared.bus.trace import HEADER, current_traceparent, traced
from shared.contracts.message import Event
from shared.errors import Rejected
from shared.home import day_of
from shared.ids import uuid7
from shared.messaging.tables import MessagingTables

LARGEST_EVENT = 1_000_000
"""Bytes of an event's body; with its headers it stays below the bus's mebibyte."""

Row = TypeVar("Row", bound=SQLModel)
Item = TypeVar("Item")
Columns = TypeVarTuple("Columns")
Values = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
"""Of a statement's parameters; several rows of them for an insert of many."""


class Reading:
    """A query's view: it sees and changes nothing."""

    def __init__(self, session: AsyncSession, actor: Actor, now: datetime) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self._connection: AsyncConnection | None = None

    @property
    def today(self) -> date:
        """The date in Vietnam: papers are issued and run out by it, not by the date of Greenwich."""
        return day_of(self.now)

    @overload
    async def execute(
        self, statement: TypedReturnsRows[*Columns], values: Values = None
    ) -> sa.CursorResult[*Columns]: ...

    @overload
    async def execute(self, statement: sa.Executable, values: Values = None) -> sa.CursorResult[*tuple[Any, ...]]: ...

    async def execute(self, statement: sa.Executable, values: Values = None) -> sa.CursorResult[*tuple[Any, ...]]:
        """Rows of columns, past the unit of work that `session.exec` keeps for objects."""
        if self._connection is None or self._connection.closed:  # the session takes a greenlet to name it
            self._connection = await self.session.connection()
        return await self._connection.execute(statement, values)

    @overload
    async def scalar(self, statement: TypedReturnsRows[Item], values: Values = None) -> Item | None: ...

    @overload
    async def scalar(self, statement: sa.Executable, values: Values = None) -> Any: ...

    async def scalar(self, statement: sa.Executable, values: Values = None) -> Any:
        return (await self.execute(statement, values)).scalar()

    async def count(self, rows: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> int:
        return await self.scalar(sa.select(sa.func.count()).select_from(rows).where(*conditions)) or 0

    async def found(self, table: type[Row], key: UUID, or_reject: str) -> Row:
        row = await self.session.get(table, key)
        if row is None:
            raise Rejected(or_reject, id=key)
        return row


class Transaction(Reading):
    """A command's or an event's transaction. The shell commits it, with the events that it emitted, or nothing."""

    def __init__(self, session: AsyncSession, actor: Actor, now: datetime) -> None:
        super().__init__(session, actor, now)
        self._emitted: list[tuple[Event, str]] = []
        self._deferred: dict[Callable[..., Awaitable[None]], list[Any]] = {}
        self._traces: dict[Callable[..., Awaitable[None]], set[str]] = {}

    async def locked(self, table: type[Row], key: UUID, or_reject: str) -> Row:
        """The row, ours alone until the commit, as it is now: also when it was read before."""
        row = await self.session.get(table, key, with_for_update=True, populate_existing=True)
        if row is None:
            raise Rejected(or_reject, id=key)
        return row

    def add(self, row: SQLModel) -> None:
        self.session.add(row)

    def emit(self, event: Event) -> None:
        """Told after the commit, in the trace of what is being done now."""
        self._emitted.append((event, current_traceparent()))

    def defer(self, work: Callable[[list[Item], "Transaction"], Awaitable[None]], item: Item) -> None:
        """Do `work` once, before the commit, with the items of all events that share this transaction.

        It goes on with their trace when they have one in common.
        """
        self._deferred.setdefault(work, []).append(item)
        self._traces.setdefault(work, set()).add(current_traceparent())

    @property
    def emitted(self) -> int:
        return len(self._emitted)

    async def commit(self, tables: MessagingTables, source: str) -> None:
        for work, items in self._deferred.items():
            first, *others = self._traces[work]
            with traced({} if others else {HEADER: first}):
                await work(items, self)
        if self._emitted:
            rows = [_outbox_row(event, trace, source, self.now) for event, trace in self._emitted]
            await self.session.flush()
            await self.execute(tables.outbox.insert(), rows)
        await self.session.commit()


class _Session(AsyncSession):
    async def __aexit__(self, *exception: object) -> None:
        """Closing takes a task and a greenlet; who asked nothing, or has committed, holds no connection any more."""
        if self.in_transaction():
            await super().__aexit__(*exception)


def open_session(engine: AsyncEngine) -> AsyncSession:
    return _Session(engine, expire_on_commit=False, autoflush=True)


def _outbox_row(event: Event, traceparent: str, source: str, now: datetime) -> dict[str, Any]:
    """Raises `too_large` for what the bus would never take: in the outbox it would stop every later event."""
    message_id, body = uuid7(), msgspec.json.encode(event)
    if len(body) > LARGEST_EVENT:
        raise Rejected("too_large", megabytes=1)
    return {
        "message_id": message_id,
        "subject": event.subject,
        "headers": {
            "ce-specversion": "1.0",
            "ce-id": str(message_id),
            "ce-type": event.subject,
            "ce-source": f"/chophien/{source}",
            "ce-time": now.isoformat(),
            "ce-datacontenttype": "application/json",
            "traceparent": traceparent,
        },
        "body": body,
    }
