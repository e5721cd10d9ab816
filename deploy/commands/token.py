"""`chophien token`: an API token with an account's own rights."""

import argparse

from deploy.commands.addresses import email_of
from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.console import Console, at_console
from shared.contracts.registry import IssueToken


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("token", help="an API token of an account")
    parser.add_argument("--email", required=True, metavar="E", help="of the account")
    parser.add_argument("--scope", action="append", default=[], help="such as fairs:write; without any, all")
    parser.add_argument("--hours", type=int, default=24, help="how long it holds (24)")
    add_data_dir(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    email = email_of(arguments.email)

    async def issue(console: Console) -> int:
        command = IssueToken(email=email, scopes=arguments.scope or ["*"], hours=arguments.hours)
        print((await console.ask(command)).token)
        return 0

    return at_console(arguments.data_dir, issue)
