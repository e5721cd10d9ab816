"""How often somebody may try to sign in: counted in key-value, shared by all web processes, forgotten in 15 minutes."""

import hashlib

from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from shared.errors import Rejected

PER_ACCOUNT = 10
PER_ADDRESS = 50
MINUTES = 15


class Attempts:
    """An attempt is counted before the password is looked at, so that many at once do not slip through."""

    def __init__(self, counters: KeyValue) -> None:
        self._counters = counters

    async def count(self, email: str, address: str) -> None:
        """Raises `too_many_attempts`."""
        await self._count(_account_key(email), PER_ACCOUNT)
        await self._count(f"address.{_digest(address)}", PER_ADDRESS)

    async def forgive(self, email: str) -> None:
        """The password was right."""
        await self._counters.delete(_account_key(email))

    async def _count(self, key: str, most: int) -> None:
        while True:
            try:
                entry = await self._counters.get(key)
                made, revision = int(entry.value or b"0"), entry.revision
            except KeyNotFoundError as missing:
                made, revision = 0, missing.entry.revision if missing.entry else 0
            if made >= most:
                raise Rejected("too_many_attempts", minutes=MINUTES)
            try:
                await self._counters.update(key, str(made + 1).encode(), last=revision)
            except KeyWrongLastSequenceError:
                continue
            return


def _account_key(email: str) -> str:
    return f"account.{_digest(email.strip().casefold())}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
