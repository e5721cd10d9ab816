"""Makes what the stack needs before its services start. Short-lived processes: they import the services.

`python -m deploy.local.provision bus …` writes keys and the bus configuration, `… stores …` needs both servers running.
"""

import argparse
import asyncio
import importlib
from collections.abc import Sequence
from pathlib import Path

import nats

from deploy.local.bus import Declaration
from deploy.local.configure import configure_bus
from deploy.local.credentials import SERVICES
from deploy.local.databases import make_empty_databases
from deploy.local.directory import DataDirectory
from deploy.local.ports import load_ports
from deploy.local.stack import Stack, open_stack
from deploy.local.streams import make_buckets, make_streams
from shared.messaging.service import Service
from shared.schema import upgrade


def declared(name: str) -> Declaration:
    service: Service = importlib.import_module(f"services.{name}.service").SERVICE
    asks = sorted(request.subject for request in service.asks)
    return Declaration(name=service.name, listens=service.listens, asks=asks, buckets=service.buckets)


def make_stores(stack: Stack, services: Sequence[Declaration]) -> None:
    make_databases(stack, [service.name for service in services])
    asyncio.run(make_bus_stores(stack, services))


def make_databases(stack: Stack, services: Sequence[str]) -> None:
    """Made, and brought to the newest revision."""
    asyncio.run(make_empty_databases(stack, services))
    for name in services:
        package = Path(str(importlib.import_module(f"services.{name}").__file__)).parent
        upgrade(package / "migrations", stack.database_url(name))


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
    {"bus": configure_bus, "stores": make_stores}[arguments.what](stack, services)


if __name__ == "__main__":
    main()
