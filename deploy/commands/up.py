"""`chophien up`: start everything here, keep it running, stop it on Ctrl-C."""

import argparse

from deploy.commands.options import Subparsers, add_data_dir, port
from deploy.local.directory import make_data_directory
from deploy.local.ports import DEFAULT_PORT
from deploy.local.run import supervise, supervise_in_background
from deploy.local.start import start_stack


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("up", help="start the whole market on this machine")
    parser.add_argument("--port", type=port, default=DEFAULT_PORT, metavar="P", help="of the web pages (8080)")
    add_data_dir(parser)
    parser.add_argument("--demo", choices=["none", "province", "country"], default="none", help="data to fill it with")
    parser.add_argument("--detach", action="store_true", help="return when it is ready; stop it with: chophien down")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    run_it = supervise_in_background if arguments.detach else supervise
    directory = make_data_directory(arguments.data_dir)
    return run_it(
        directory,
        arguments.port,
        lambda stack, supervisor, journal: start_stack(stack, arguments.demo, supervisor, journal),
    )
