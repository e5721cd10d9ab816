"""`chophien deadletters`: events that a service could not handle."""

import argparse
import sys
from uuid import UUID

import msgspec

from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.console import Console, at_console
from deploy.local.credentials import SERVICES
from shared.contracts.message import Command, Done
from shared.contracts.operations import DropDeadLetter, FindDeadLetters, ReplayDeadLetter


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("deadletters", help="events that a service could not handle")
    verbs = parser.add_subparsers(metavar="verb", required=True)
    listing = verbs.add_parser("list", help="print them, one JSON object a line")
    listing.add_argument("--service", choices=SERVICES, help="of this one only")
    listing.set_defaults(run=show)
    replay = verbs.add_parser("replay", help="react to it once more")
    drop = verbs.add_parser("drop", help="give it up")
    for verb, run in ((replay, replay_one), (drop, drop_one)):
        verb.add_argument("service", choices=SERVICES)
        verb.add_argument("message_id", type=UUID)
        verb.set_defaults(run=run)
    for verb in (listing, replay, drop):
        add_data_dir(verb)


def show(arguments: argparse.Namespace) -> int:
    services = [arguments.service] if arguments.service else SERVICES

    async def find(console: Console) -> int:
        for service in services:
            found = await console.ask(FindDeadLetters(service=service))
            for letter in found.items:
                print(msgspec.json.encode({"service": service, **msgspec.structs.asdict(letter)}).decode())
            if found.total > len(found.items):
                print(f"{service}: the newest {len(found.items)} of {found.total}", file=sys.stderr)
        return 0

    return at_console(arguments.data_dir, find)


def replay_one(arguments: argparse.Namespace) -> int:
    return _do(arguments, ReplayDeadLetter(service=arguments.service, message_id=arguments.message_id))


def drop_one(arguments: argparse.Namespace) -> int:
    return _do(arguments, DropDeadLetter(service=arguments.service, message_id=arguments.message_id))


def _do(arguments: argparse.Namespace, command: Command[Done]) -> int:
    async def ask(console: Console) -> int:
        await console.ask(command)
        return 0

    return at_console(arguments.data_dir, ask)
