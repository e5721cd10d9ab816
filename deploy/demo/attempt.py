"""What is kept of a load from its beginning on: who repeats one that was broken off speaks of the same days."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from deploy.local.directory import DataDirectory, write_private


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """`accounts`: addresses that share the password; none until all of them are made."""

    begun_at: datetime
    password: str
    accounts: list[str] = []


def attempt() -> Attempt:
    """The one that was begun here, or a new one."""
    kept = DataDirectory(Path.cwd()).demo_accounts
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Attempt)
    begun = Attempt(begun_at=datetime.now(UTC), password=f"cho-phien-{secrets.token_hex(4)}")
    keep(begun)
    return begun


def keep(begun: Attempt) -> None:
    write_private(DataDirectory(Path.cwd()).demo_accounts, msgspec.json.encode(begun).decode())
