"""`chophien down`: stop the stack of a data directory, whatever is left of it."""

import argparse
import os
import select
import signal

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.directory import DataDirectory
from deploy.local.lock import holder
from deploy.local.postgres import possible_clusters
from deploy.local.processes import end_all, living_in, marked_with
from deploy.refusal import Refusal

PATIENCE = 90.0
"""Seconds; longer than the graces of all steps together."""


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("down", help="stop it")
    add_data_dir(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    directory = DataDirectory(arguments.data_dir.resolve())
    supervisor = holder(directory)
    if supervisor is not None:
        _stop(supervisor)
    end_all(lambda: marked_with(directory.path), signal.SIGTERM)
    clusters = possible_clusters(directory)
    end_all(lambda: living_in(*clusters), signal.SIGINT)
    return 0


def _stop(supervisor: int) -> None:
    """Its children end with it, whichever way it ends."""
    try:
        process = os.pidfd_open(supervisor)
        signal.pidfd_send_signal(process, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise Refusal(f"process {supervisor} belongs to another user") from error
    waiting = select.poll()
    waiting.register(process, select.POLLIN)
    if not waiting.poll(PATIENCE * 1000):
        signal.pidfd_send_signal(process, signal.SIGKILL)
        waiting.poll()
    os.close(process)
