"""`chophien status`: what runs, and where."""

import argparse
import asyncio

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.directory import DataDirectory
from deploy.local.status import ProcessStatus, StackStatus, read_status


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("status", help="what runs, and where")
    add_data_dir(parser)
    parser.add_argument("--json", action="store_true", help="for programs; with the operator's address of the bus")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    status = asyncio.run(read_status(DataDirectory(arguments.data_dir.resolve())))
    print(status.as_json() if arguments.json else _table(status))
    return 0


def _table(status: StackStatus) -> str:
    return "\n".join(_row(process) for process in status.processes)


def _row(process: ProcessStatus) -> str:
    ready = "ready" if process.ready else "-"
    return f"{process.name:<14} {process.pid or '-':>8}  {ready:<6} {process.url or ''}".rstrip()
