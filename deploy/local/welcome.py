"""What `up` prints on standard output when all is there."""

import json
from collections.abc import Iterator

from deploy.local.stack import Stack


def welcome(stack: Stack) -> Iterator[str]:
    """The demo's accounts, then the line that scripts wait for."""
    if stack.directory.demo_accounts.exists():
        demo = json.loads(stack.directory.demo_accounts.read_text())
        yield "accounts: " + " ".join(demo["accounts"])
        yield f"password: {demo['password']}"
    yield f"ready {stack.base_url}"
