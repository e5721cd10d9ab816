"""A further web process beside the market's own, whose cable to the bus can be cut."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx

from deploy.local.ports import LOOPBACK, free_port
from deploy.local.stack import web_command
from tests.support.eventually import eventually_async
from tests.support.market import ANSWERING, Market


class Cable:
    """Carries bytes between a port of its own and the bus."""

    def __init__(self, host: str, port: int) -> None:
        self.url = ""
        self._bus = host, port
        self._port = 0
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()

    async def join(self) -> None:
        self._server = await asyncio.start_server(self._carry, LOOPBACK, self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self.url = f"nats://{LOOPBACK}:{self._port}"

    async def cut(self) -> None:
        if self._server is not None:
            self._server.close()
        for end in tuple(self._ends):
            end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bus_reader, bus_writer = await asyncio.open_connection(*self._bus)
        self._ends |= {writer, bus_writer}
        await asyncio.gather(_pump(reader, bus_writer), _pump(bus_reader, writer))
        self._ends -= {writer, bus_writer}


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while part := await source.read(65536):
            target.write(part)
            await target.drain()
    target.transport.abort()


@contextlib.asynccontextmanager
async def another_web(market: Market) -> AsyncIterator[tuple[httpx.AsyncClient, Cable]]:
    bus = urlsplit(market.stack.nats_url)
    cable = Cable(bus.hostname or LOOPBACK, bus.port or 0)
    await cable.join()
    port = free_port()
    environment = market.stack.environment("web") | {"CHOPHIEN_NATS_URL": cable.url}
    process = await asyncio.create_subprocess_exec(
        *web_command(port), env=environment, cwd=market.path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}", timeout=ANSWERING) as client:
            await eventually_async(lambda: _is_ready(client))
            yield client, cable
    finally:
        process.terminate()
        await process.wait()
        await cable.cut()


async def _is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).is_success
    except httpx.TransportError:
        return False
