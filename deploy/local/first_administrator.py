"""A one-time link that makes the first administrator, written where only the operator reads.

`python -m deploy.local.first_administrator <data directory>`, a short-lived process of the start.
"""

import sys
from pathlib import Path

from deploy.commands.account import invitation_link
from deploy.local.console import Console, at_console
from deploy.local.directory import write_private
from shared.contracts.registry import InviteAccount


async def invite(console: Console) -> int:
    link = await invitation_link(console, InviteAccount(roles=["admin"]))
    write_private(console.stack.directory.first_administrator, f"{link}\n")
    return 0


if __name__ == "__main__":
    sys.exit(at_console(Path(sys.argv[1]), invite))
