"""`chophien migrate`: databases, streams, buckets, keys and permissions as this version needs them."""

import argparse
import asyncio
import os
import signal

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.directory import DataDirectory, make_data_directory, write_private
from deploy.local.fingerprint import fingerprint
from deploy.local.journal import Journal
from deploy.local.lock import holder, locked
from deploy.local.ports import DEFAULT_PORT, load_ports
from deploy.local.stack import open_stack
from deploy.local.start import prepare, provision_bus, provision_stores, start_servers
from deploy.local.status import read_status
from deploy.local.supervisor import Supervisor


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("migrate", help="bring databases, streams and keys to what this version needs")
    add_data_dir(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    directory = make_data_directory(arguments.data_dir)
    if holder(directory) is None:
        asyncio.run(_migrate_stopped(directory))
    else:
        asyncio.run(_migrate_running(directory))
    return 0


async def _migrate_stopped(directory: DataDirectory) -> None:
    """Start the servers for as long as it takes."""
    with locked(directory):
        journal = Journal(directory.log("supervisor"))
        supervisor = Supervisor(directory, journal)
        directory.provisioned.unlink(missing_ok=True)
        stack = prepare(directory, DEFAULT_PORT, journal)
        try:
            await start_servers(stack, supervisor, journal)
        finally:
            await supervisor.stop()


async def _migrate_running(directory: DataDirectory) -> None:
    """A running NATS takes new permissions on SIGHUP. The services are restarted by whoever brings the new version."""
    stack = open_stack(directory, load_ports(directory))
    await provision_bus(stack)
    running = {process.name: process.pid for process in (await read_status(directory)).processes}
    if nats := running["nats"]:
        os.kill(nats, signal.SIGHUP)
    await provision_stores(stack)
    write_private(directory.provisioned, fingerprint(stack))
