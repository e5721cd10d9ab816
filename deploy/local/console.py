"""The operator's connection to a running stack."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

from nats.aio.client import Client as Connection

from deploy.local.directory import DataDirectory
from deploy.local.ports import load_ports
from deploy.local.stack import Stack, open_stack
from deploy.refusal import Refusal
from shared.actor import Actor, Signer
from shared.bus.client import Client
from shared.bus.connection import connect
from shared.contracts.message import Reply, Request
from shared.errors import Rejected, Unavailable
from shared.settings import read_settings

PATIENCE = 10.0
"""Seconds for a connection."""


class Console:
    def __init__(self, stack: Stack, connection: Connection, signer: Signer) -> None:
        self.stack = stack
        self.jetstream = connection.jetstream()
        self._client = Client(connection)
        self._signer = signer

    async def ask(self, message: Request[Reply], timeout: float = 60.0, actor: str | None = None) -> Reply:
        """In the operator's own name, or with the token of another actor; `timeout` is in seconds."""
        audience = message.sent_to().rpartition(".")[0] + "."
        token = actor or self._signer.token(Actor(kind="operator"), audience)
        try:
            return await self._client.request(message, actor=token, timeout=timeout)
        except Rejected as rejected:
            details = ", ".join(f"{name} {value}" for name, value in rejected.details.items())
            raise Refusal(f"refused: {rejected.code}{f' ({details})' if details else ''}") from rejected
        except Unavailable as unavailable:
            raise Refusal(f"{unavailable.reason} does not answer now; try again") from unavailable


def at_console(path: Path, work: Callable[[Console], Coroutine[Any, Any, int]]) -> int:
    """Do this with a connection to the stack of a data directory."""
    return asyncio.run(_at_console(DataDirectory(path.resolve()), work))


async def _at_console(directory: DataDirectory, work: Callable[[Console], Coroutine[Any, Any, int]]) -> int:
    async with _connected(directory) as console:
        return await work(console)


@contextlib.asynccontextmanager
async def _connected(directory: DataDirectory) -> AsyncIterator[Console]:
    if not directory.trusted_keys.exists():
        raise Refusal(f"there is no stack in {directory.path}")
    stack = open_stack(directory, load_ports(directory))
    settings = read_settings(stack.environment("operator"))
    try:
        async with asyncio.timeout(PATIENCE):
            connection = await connect(settings)
    except TimeoutError as error:
        raise Refusal(f"nothing runs on {directory.path}; start it with: chophien up") from error
    try:
        yield Console(stack, connection, Signer(settings.key))
    finally:
        await connection.close()
