"""Answering requests: decode, verify the actor, one transaction, reply. The only place where a handler is called.

nats.micro answers one request at a time per endpoint and would send a bug's text to the caller; so its callback only
hands over to a task here, and every outcome is mapped below.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog
from nats.errors import Error as NatsError
from nats.micro.request import Request as Incoming
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.actor import NOBODY, Actor, Verifier
from shared.bus.client import ACTOR_HEADER, DEADLINE_HEADER
from shared.bus.metrics import handled, waiting
from shared.bus.trace import traced
from shared.contracts.message import Query, Request
from shared.errors import Rejected, Unavailable
from shared.messaging.faults import is_database_away
from shared.messaging.ports import Ports
from shared.messaging.service import Handler, Service
from shared.messaging.transaction import Reading, Transaction, open_session

log = structlog.get_logger()

RACE_LOST = frozenset({"23505", "40P01"})
"""Unique violation, deadlock (SQLSTATE: PostgreSQL, appendix A)."""

NO_TEXT = frozenset({"22021", "22P05"})
"""What PostgreSQL says to a NUL, which JSON allows and no text column takes."""

LONGEST = 60.0
"""Seconds that any request may take."""

LONGEST_DEADLINE = 15
"""Digits of milliseconds since 1970, for thirty thousand years."""

WAITING_LIMIT = 4000
"""Requests that may queue in one process; the next one is told `busy`."""


class Server:
    """Runs handlers with bounded concurrency: as many at once as the pool has connections."""

    def __init__(
        self, service: Service, engine: AsyncEngine, verifier: Verifier, ports: Ports, *, workers: int
    ) -> None:
        self._service = service
        self._engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._verifier = verifier
        self._ports = ports
        self._slots = asyncio.Semaphore(workers)
        self._tasks: set[asyncio.Task[None]] = set()
        self._refusals = service.refusals

    def endpoint(self, kind: type[Request[Any]], handler: Handler) -> Callable[[Incoming], Awaitable[None]]:
        """The callback of one subject."""
        decoder = msgspec.json.Decoder(kind)

        async def accept(incoming: Incoming) -> None:
            if len(self._tasks) >= WAITING_LIMIT:
                await incoming.respond_error("busy", "busy")
                return
            task = asyncio.create_task(self._answer(incoming, kind, handler, decoder))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            waiting.set(len(self._tasks))

        return accept

    async def finish(self) -> None:
        """Wait for what was accepted."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _answer(
        self,
        incoming: Incoming,
        kind: type[Request[Any]],
        handler: Handler,
        decoder: msgspec.json.Decoder[Any],
    ) -> None:
        headers = incoming.headers or {}
        began = time.perf_counter()
        with traced(headers):
            try:
                async with asyncio.timeout(_patience(headers)) as patience:
                    actor = self._verified(kind, incoming.subject, headers)
                    reply = await self.handle(decoder.decode(incoming.data), handler, actor)
                await incoming.respond(msgspec.json.encode(reply))
                outcome = "done"
            except Rejected as refusal:
                outcome = refusal.code
                await incoming.respond_error(refusal.code, refusal.code, msgspec.json.encode(refusal.details))
            except msgspec.MsgspecError as error:
                outcome = "malformed"
                await incoming.respond_error("malformed", "malformed", msgspec.json.encode({"reason": str(error)}))
            except Exception as error:
                outcome = "abandoned" if patience.expired() else _outcome_of(error)
                if outcome == "internal":
                    log.exception("bug", message=kind.__name__)
                else:
                    log.warning(outcome, message=kind.__name__, reason=str(error)[:200])
                if outcome != "abandoned":
                    await incoming.respond_error(outcome, outcome)
        handled.labels(kind.__name__, outcome).observe(time.perf_counter() - began)

    def _verified(self, kind: type[Request[Any]], subject: str, headers: dict[str, str]) -> Actor:
        actor = self._verifier.actor(headers.get(ACTOR_HEADER), subject)
        if actor is NOBODY and not kind.anonymous:
            raise Rejected("unauthenticated")
        return actor

    async def handle(self, message: Request[Any], handler: Handler, actor: Actor) -> Any:
        """One message: what must be found out before, then one transaction; both once more where that helps."""
        try:
            try:
                return await self._run(message, handler, actor)
            except DBAPIError as error:
                if not _deserves_another_run(error):
                    raise
                return await self._run(message, handler, actor)
        except IntegrityError as error:
            raise self._refusal(error) from error
        except DBAPIError as error:
            if _violation(error, "sqlstate") in NO_TEXT:
                raise Rejected("text_unknown") from error
            raise

    async def _run(self, message: Request[Any], handler: Handler, actor: Actor) -> Any:
        prepare = self._service.preparations.get(type(message))
        found = None if prepare is None else await prepare(message, self._ports, actor)
        async with self._slots:
            return await self._transact(message, handler, actor, () if found is None else (found,))

    async def _transact(
        self, message: Request[Any], handler: Handler, actor: Actor, prepared: tuple[object, ...]
    ) -> Any:
        now = datetime.now(UTC)
        if isinstance(message, Query):
            async with open_session(self._reading) as session:
                return await handler(message, Reading(session, actor, now), *prepared)
        async with open_session(self._engine) as session:
            tx = Transaction(session, actor, now)
            reply = await handler(message, tx, *prepared)
            await tx.commit(self._service.tables, self._service.name)
            return reply

    def _refusal(self, error: IntegrityError) -> Exception:
        """The refusal declared beside the violated constraint, or the violation itself: a bug."""
        code = self._refusals.get(_violation(error, "constraint_name"))
        return error if code is None else Rejected(code)


def _patience(headers: dict[str, str]) -> float:
    """Seconds until the caller gives up."""
    deadline = headers.get(DEADLINE_HEADER)
    if deadline is None:
        return LONGEST
    if not deadline.isdecimal() or len(deadline) > LONGEST_DEADLINE:
        raise Rejected("malformed", reason="the deadline")
    return min(int(deadline) / 1000 - time.time(), LONGEST)


def _outcome_of(error: Exception) -> str:
    """Somebody is away, or it is a bug."""
    away = isinstance(error, (Unavailable, TimeoutError, NatsError)) or is_database_away(error)
    return "unavailable" if away else "internal"


def _deserves_another_run(error: DBAPIError) -> bool:
    """Who lost a race sees what the winner made; who got a connection that died in the pool gets a new one.

    Should the commit have come through before the connection broke, the second run finds its own id: a repeat.
    """
    return error.connection_invalidated or _violation(error, "sqlstate") in RACE_LOST


def _violation(error: DBAPIError, fact: str) -> str:
    """What the driver says of it."""
    cause = error.orig.__cause__ if error.orig is not None else None
    return str(getattr(cause, fact, None))
