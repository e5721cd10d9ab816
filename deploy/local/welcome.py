"""What `up` prints on standard output when all is there."""

import json
from collections.abc import Iterator
from pathlib import Path

from deploy.local.directory import write_private
from deploy.local.stack import Stack


def welcome(stack: Stack) -> Iterator[str]:
    """How to sign in, then the line that scripts wait for."""
    directory = stack.directory
    if directory.demo_accounts.exists():
        demo = json.loads(directory.demo_accounts.read_text())
        yield "accounts: " + " ".join(demo["accounts"])
        yield f"password: {demo['password']}"
    elif link := _taken(directory.first_administrator):
        yield f"first administrator: {link}"
    yield f"ready {stack.base_url}"


def _taken(kept: Path) -> str:
    """What is shown once is kept no longer; the empty file tells that it was made."""
    text = kept.read_text().strip() if kept.exists() else ""
    if text:
        write_private(kept, "")
    return text
