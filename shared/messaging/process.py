"""A service process from start to stop: connect, serve, listen, relay; on SIGTERM finish what was accepted and go."""

import asyncio
import importlib
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
import structlog
import uvloop
from nats import micro
from nats.micro.service import Service as OfferedService
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from shared.actor import Signer, Verifier
from shared.bus.connection import all_sent, connect
from shared.garbage import look_at_garbage_seldom
from shared.logs import configure_logs
from shared.messaging.consumer import Consumer
from shared.messaging.health import serve_health
from shared.messaging.operations import operator_requests
from shared.messaging.ports import Ports
from shared.messaging.pull import Pull
from shared.messaging.relay import Relay
from shared.messaging.server import Server
from shared.messaging.service import Service, message_type
from shared.revision import must_be_current
from shared.settings import Settings, read_settings

log = structlog.get_logger()

POOL = 3
"""Requests in their transactions at once; two cores have no work for more."""

OTHERS = 3
"""Further database connections, made when needed: consumers of four streams, preparations, background work."""

VERSION = "0.1.0"


def run(service: Service) -> None:
    """The main function of `python -m services.<name>`."""
    settings = read_settings()
    configure_logs(service.name, settings.log_level)
    uvloop.run(_run_until_stopped(service, settings))


async def _run_until_stopped(service: Service, settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(Running(service, settings))
        if settings.health_port:
            serve_health(settings.health_port, running.missing)
        look_at_garbage_seldom()
        log.info("serving")
        failed = asyncio.create_task(running.failure())
        await asyncio.wait([asyncio.create_task(stop.wait()), failed], return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping")
    if failed.done():
        raise SystemExit(f"{service.name} failed: {failed.result()}")


class Running:
    """A service that serves, as a context; tests run one in their own process."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.settings = settings
        self._failure: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._tasks: list[asyncio.Task[None]] = []
        self._pulls: list[Pull] = []

    async def __aenter__(self) -> Self:
        self.engine = open_engine(self.settings)
        package = Path(str(importlib.import_module(f"services.{self.service.name}").__file__)).parent
        await must_be_current(self.engine, package / "migrations")
        self.connection = await connect(self.settings, self._reconnected, self._fault)
        self.ports = Ports(
            service=self.service.name,
            settings=self.settings,
            connection=self.connection,
            jetstream=self.connection.jetstream(),
            engine=self.engine,
            signer=Signer(self.settings.key),
        )
        self.server = Server(self.service, self.engine, Verifier(self.settings.trusted_keys), self.ports, workers=POOL)
        self._micro = await self._open_endpoints()
        self._start(Relay(self.service, self.engine, self.ports.jetstream).run())
        for stream in self.service.listens:
            pull = Pull(self.connection, stream, self.service.name)
            self._pulls.append(pull)
            self._start(Consumer(self.service, self.engine).run(pull))
        for task in self.service.background:
            self._start(task(self.ports))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._micro.stop()
        await self.server.finish()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.connection.close()
        await self.engine.dispose()

    async def failure(self) -> str:
        """Returns only when the process cannot go on."""
        return await asyncio.shield(self._failure)

    async def missing(self) -> str | None:
        """What keeps this process from being ready."""
        if not self.connection.is_connected:
            return "bus"
        async with self.engine.connect() as connection:
            await connection.execute(sa.select(1))
        return None

    async def _open_endpoints(self) -> OfferedService:
        offered = await micro.add_service(self.connection, name=self.service.name, version=VERSION)
        handlers = [*self.service.commands, *self.service.queries, *operator_requests(self.service)]
        for handler in handlers:
            kind = message_type(handler)
            await offered.add_endpoint(
                name=handler.__name__,
                subject=kind.subject.replace("*", self.service.name),
                queue_group=self.service.name,
                handler=self.server.endpoint(kind, handler),
            )
        await all_sent(self.connection)
        return offered

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()):
            log.error("background work failed", exc_info=error)
            self._fail(repr(error))

    def _fail(self, reason: str) -> None:
        if not self._failure.done():
            self._failure.set_result(reason)

    async def _reconnected(self) -> None:
        for pull in self._pulls:
            pull.ask_again()

    async def _fault(self, error: Exception) -> None:
        """A denied subject is a fault in the permissions: say so and stop, rather than wait for time-outs."""
        log.warning("bus", reason=str(error))
        if "permissions violation" in str(error).lower():
            self._fail(str(error))


def open_engine(settings: Settings) -> AsyncEngine:
    """Without a ping at every loan: a connection that died in the pool costs its message a second run instead. The one
    used last is lent first: each that has met every statement keeps 8 MB of plans and catalogue in PostgreSQL.
    """
    return create_async_engine(
        settings.database_url, pool_size=POOL + OTHERS, max_overflow=0, pool_timeout=10, pool_use_lifo=True
    )
