"""`chophien account create`: a one-time link with which a person makes an account."""

import argparse

from deploy.commands.addresses import email_of
from deploy.commands.options import Subparsers, add_data_dir
from deploy.local.console import Console, at_console
from shared.contracts.registry import INVITED, InviteAccount


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("account", help="accounts of people")
    verbs = parser.add_subparsers(metavar="verb", required=True)
    create = verbs.add_parser("create", help="print a one-time link with which its owner makes it")
    create.add_argument("--email", required=True, metavar="E")
    create.add_argument(
        "--role", action="append", required=True, choices=INVITED, help="co-ops and buyers register on the page itself"
    )
    add_data_dir(create)
    create.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    email = email_of(arguments.email)

    async def invite(console: Console) -> int:
        print(await invitation_link(console, InviteAccount(email=email, roles=arguments.role)))
        return 0

    return at_console(arguments.data_dir, invite)


async def invitation_link(console: Console, command: InviteAccount) -> str:
    invitation = await console.ask(command)
    return f"{console.stack.base_url}/vi/invitations/{invitation.token}"
