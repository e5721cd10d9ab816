"""`chophien up`: start everything here, keep it running, stop it on Ctrl-C."""

import argparse
import asyncio
import os
import signal
from collections.abc import Callable

from deploy.commands.options import Subparsers, add_data_dir, port
from deploy.local.directory import DataDirectory, make_data_directory
from deploy.local.journal import Journal
from deploy.local.lock import locked
from deploy.local.ports import DEFAULT_PORT, must_be_free
from deploy.local.run import run_until_stopped
from deploy.local.start import prepare, start_stack
from deploy.local.supervisor import Supervisor
from deploy.local.welcome import welcome

READY = b"1"


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("up", help="start the whole market on this machine")
    parser.add_argument("--port", type=port, default=DEFAULT_PORT, metavar="P", help="of the web pages (8080)")
    add_data_dir(parser)
    parser.add_argument("--demo", choices=["none", "province", "country"], default="none", help="data to fill it with")
    parser.add_argument("--detach", action="store_true", help="return when it is ready; stop it with: chophien down")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    directory = make_data_directory(arguments.data_dir)
    if arguments.detach:
        return _supervise_in_background(directory, arguments.port, arguments.demo)
    return _supervise(directory, arguments.port, arguments.demo, lambda _journal: None)


def _supervise(directory: DataDirectory, web_port: int, demo: str, when_ready: Callable[[Journal], None]) -> int:
    with locked(directory):
        journal = Journal(directory.log("supervisor"))
        supervisor = Supervisor(directory, journal)
        stack = prepare(directory, web_port, journal)
        must_be_free(web_port)

        def ready() -> None:
            supervisor.note_ready()
            journal.say("ready")
            print(*welcome(stack), sep="\n", flush=True)
            when_ready(journal)

        return asyncio.run(run_until_stopped(start_stack(stack, demo, supervisor, journal), supervisor, journal, ready))


def _supervise_in_background(directory: DataDirectory, web_port: int, demo: str) -> int:
    """The child speaks to our caller until it is ready, then lets go of its input and outputs and tells us."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        os.setsid()

        def let_go(journal: Journal) -> None:
            journal.let_go()
            os.write(tell, READY)

        return _supervise(directory, web_port, demo, let_go)
    os.close(tell)
    try:
        is_ready = os.read(hear, len(READY)) == READY
    except KeyboardInterrupt:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        raise
    return 0 if is_ready else 1
