"""Whether anything that provisioning reads has changed since the last time."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from deploy.local.stack import Stack

SOURCES = Path(__file__).parents[2]
READ = ("deploy/local", "services", "shared")


def fingerprint(stack: Stack) -> str:
    """Of the program and of what the stack was given: ports, places, passwords."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(f"{file.relative_to(SOURCES)}\0".encode() + file.read_bytes())
    given = (stack.credentials, stack.ports, stack.postgres, stack.external_postgres, stack.external_nats)
    digest.update(repr(given).encode())
    return digest.hexdigest()


def _sources() -> Iterable[Path]:
    return (file for folder in READ for file in sorted((SOURCES / folder).rglob("*.py")))
