"""`chophien republish`: a service tells all its entities again, so that any copy can be rebuilt."""

import argparse
import sys

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.console import Console, at_console
from deploy.local.credentials import SERVICES
from shared.contracts.operations import Republish


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("republish", help="let a service tell everything again")
    parser.add_argument("service", choices=SERVICES)
    add_data_dir(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    async def tell_everything(console: Console) -> int:
        told = 0
        page = Republish(service=arguments.service)
        while True:
            answer = await console.ask(page)
            told += answer.count
            print(f"{arguments.service}: {told} told again", file=sys.stderr)
            if answer.next_entity is None:
                return 0
            page = Republish(service=arguments.service, entity=answer.next_entity, after=answer.after)

    return at_console(arguments.data_dir, tell_everything)
