"""PostgreSQL and NATS for a test run, in a directory of its own, with what the services need in them."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

from deploy.local.bus import Declaration
from deploy.local.configure import configure_bus
from deploy.local.credentials import SERVICES
from deploy.local.directory import make_data_directory
from deploy.local.journal import Journal
from deploy.local.ports import DEFAULT_PORT, choose_ports
from deploy.local.postgres import initialise
from deploy.local.provision import declared, make_bus_stores, make_databases
from deploy.local.stack import Stack, open_stack, servers
from deploy.local.supervisor import Supervisor


@contextlib.contextmanager
def data_directory() -> Iterator[Path]:
    """Directly below the temporary folder: pytest's own folders are closed to PostgreSQL's system user."""
    path = Path(tempfile.mkdtemp(prefix="chophien-"))
    try:
        yield path
    finally:
        shutil.rmtree(path)


@contextlib.asynccontextmanager
async def running_stack(path: Path, services: Sequence[str] = SERVICES) -> AsyncIterator[Stack]:
    """Both servers, migrated databases, streams and users. `stack.environment("fairs")` is what that process is told;
    `read_settings` takes it as it is.
    """
    declarations = [declared(name) for name in services]
    async with running_servers(path, declarations) as stack:
        await asyncio.to_thread(make_databases, stack, services)
        yield stack


@contextlib.asynccontextmanager
async def running_servers(path: Path, services: Sequence[Declaration]) -> AsyncIterator[Stack]:
    """PostgreSQL without a database and NATS with everything."""
    directory = make_data_directory(path)
    stack = open_stack(directory, choose_ports(directory, DEFAULT_PORT), durable=False)
    configure_bus(stack, services)
    if stack.postgres is not None:
        initialise(stack.postgres)
    supervisor = Supervisor(directory, Journal(directory.log("supervisor"), watched=False))
    try:
        await supervisor.start(servers(stack))
        await make_bus_stores(stack, services)
        yield stack
    finally:
        await supervisor.stop()
