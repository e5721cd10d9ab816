"""The whole market as its operator starts it, and the people and programs that come to its doors."""

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import nats
from nats.aio.client import Client as Connection

from deploy.demo.organisations import organisation_id
from deploy.local.console import Console
from deploy.local.directory import DataDirectory
from deploy.local.ports import free_port, load_ports
from deploy.local.stack import Stack, open_stack
from deploy.local.status import read_status
from shared.actor import Signer
from shared.bus.connection import connect
from shared.contracts.registry import IssueToken
from shared.settings import read_settings
from tests.support.chophien import PROGRAM
from tests.support.stack import data_directory

LOADING = 300.0
"""Seconds for a start with the demo, on a machine that does other things as well."""
ANSWERING = 30.0
"""Seconds for one answer."""

OPEN_FAIR = organisation_id("fair", "open")


def coop_id(number: int) -> UUID:
    """For whom `coop<number>@` speaks."""
    return organisation_id("coop", number - 1)


def form_token(page: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="_token" value="([^"]+)"', page)
    assert found, "no form for somebody signed in"
    return found.group(1)


@dataclass
class Market:
    """`name` is always that of a demo account, such as `coop1`."""

    path: Path
    stack: Stack
    console: Console
    password: str
    _doors: contextlib.AsyncExitStack
    _tokens: dict[str, str] = field(default_factory=dict)
    _readers: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.stack.base_url

    async def stranger(self, **headers: str) -> httpx.AsyncClient:
        """Who is not signed in."""
        client = httpx.AsyncClient(base_url=self.url, headers=headers, timeout=ANSWERING)
        return await self._doors.enter_async_context(client)

    async def token(self, name: str) -> str:
        if name not in self._tokens:
            issued = await self.console.ask(IssueToken(email=f"{name}@chophien.test"))
            self._tokens[name] = issued.token
        return self._tokens[name]

    async def program(self, name: str) -> httpx.AsyncClient:
        """At the API with that account's token."""
        return await self.stranger(Authorization=f"Bearer {await self.token(name)}")

    async def reader(self, name: str) -> httpx.AsyncClient:
        """At the pages, signed in through the form; once for each account, as attempts are counted."""
        if name not in self._readers:
            client = await self.stranger()
            typed = {"email": f"{name}@chophien.test", "password": self.password}
            answer = await client.post("/en/sign-in", data=typed)
            assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
            self._readers[name] = client
        return self._readers[name]

    async def connection(self, user: str) -> Connection:
        """The bus as that process sees it."""
        if user == "provision":
            password = self.stack.credentials.bus[user]
            prefix = b"_INBOX_provision"
            return await nats.connect(self.stack.nats_url, user=user, password=password, inbox_prefix=prefix)
        return await connect(read_settings(self.stack.environment(user)))

    async def pids(self) -> dict[str, int | None]:
        return {process.name: process.pid for process in (await read_status(self.stack.directory)).processes}

    async def signal(self, name: str, number: signal.Signals) -> None:
        """To that process alone."""
        pid = (await self.pids())[name]
        assert pid is not None
        os.kill(pid, number)

    async def is_ready(self) -> bool:
        return all(process.ready for process in (await read_status(self.stack.directory)).processes)

    async def database(self, service: str) -> asyncpg.Connection:
        return await asyncpg.connect(self.stack.database_url(service).replace("+asyncpg", ""))

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`chophien … --data-dir` of this market."""
        return run(PROGRAM, *arguments, "--data-dir", self.path)


@contextlib.asynccontextmanager
async def running_market() -> AsyncIterator[Market]:
    """One command and it is there, with the province's demo."""
    with data_directory() as path:
        port = str(free_port())
        command = (PROGRAM, "up", "--demo", "province", "--detach", "--port", port, "--data-dir", path)
        started = await asyncio.to_thread(run, *command)
        assert started.returncode == 0, started.stderr
        try:
            async with opened_market(path) as market:
                yield market
        finally:
            await asyncio.to_thread(run, PROGRAM, "down", "--data-dir", path)


@contextlib.asynccontextmanager
async def opened_market(path: Path) -> AsyncIterator[Market]:
    """One that runs."""
    directory = DataDirectory(path)
    stack = open_stack(directory, load_ports(directory))
    settings = read_settings(stack.environment("operator"))
    async with contextlib.AsyncExitStack() as doors:
        connection = await connect(settings)
        doors.push_async_callback(connection.close)
        console = Console(stack, connection, Signer(settings.key))
        password = json.loads(directory.demo_accounts.read_text())["password"]
        yield Market(path, stack, console, password, doors)


def run(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=LOADING)
