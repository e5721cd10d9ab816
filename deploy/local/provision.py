"""Makes what the stack needs before its services start. Short-lived processes: they import the services.

`python -m deploy.local.provision bus …` writes keys and the bus configuration, `… stores …` needs both servers running.
"""

import argparse
import asyncio
import importlib
from collections.abc import Sequence
from pathlib import Path

import nats

from deploy.local.bus import Declaration, permissions_of, server_configuration, user_configuration
from deploy.local.credentials import SERVICES
from deploy.local.databases import make_databases
from deploy.local.directory import DataDirectory, write_private
from deploy.local.keys import make_keys
from deploy.local.ports import load_ports
from deploy.local.stack import Stack, open_stack
from deploy.local.streams import make_buckets, make_streams
from shared.messaging.service import Service
from shared.schema import upgrade


def declared(name: str) -> Declaration:
    service: Service = importlib.import_module(f"services.{name}.service").SERVICE
    asks = sorted(request.subject for request in service.asks)
    return Declaration(name=service.name, listens=service.listens, asks=asks)


def write_bus(stack: Stack, services: Sequence[Declaration]) -> None:
    """Everything that NATS must know before it starts."""
    make_keys(stack.directory)
    users = stack.directory.nats / "users.conf"
    write_private(users, user_configuration(stack.credentials.bus, permissions_of(services)))
    store = stack.directory.nats
    configuration = server_configuration(port=stack.ports["nats"], store=store, durable=stack.durable, users=users)
    write_private(stack.directory.nats_configuration, configuration)


def make_stores(stack: Stack, services: Sequence[Declaration]) -> None:
    asyncio.run(make_databases(stack, [service.name for service in services]))
    for service in services:
        package = Path(str(importlib.import_module(f"services.{service.name}").__file__)).parent
        upgrade(package / "migrations", stack.database_url(service.name))
    asyncio.run(make_bus_stores(stack, services))


async def make_bus_stores(stack: Stack, services: Sequence[Declaration]) -> None:
    connection = await nats.connect(
        stack.nats_url,
        user="provision",
        password=stack.credentials.bus["provision"],
        inbox_prefix="_INBOX_provision",
        max_reconnect_attempts=3,
    )
    try:
        await make_streams(connection.jetstream(), services)
        await make_buckets(connection.jetstream())
    finally:
        await connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m deploy.local.provision")
    parser.add_argument("what", choices=["bus", "stores"])
    parser.add_argument("directory", type=Path)
    arguments = parser.parse_args()
    directory = DataDirectory(arguments.directory)
    stack = open_stack(directory, load_ports(directory))
    services = [declared(name) for name in SERVICES]
    {"bus": write_bus, "stores": make_stores}[arguments.what](stack, services)


if __name__ == "__main__":
    main()
