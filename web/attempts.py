"""How often somebody may try to sign in or to register.

Counted in key-value, shared by all web processes, forgotten in 15 minutes.
"""

import contextlib
import hashlib

from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from shared.errors import Rejected, Unavailable

PER_ACCOUNT = 10
PER_ADDRESS = 50
REGISTRATIONS_PER_ADDRESS = 100
"""A training day of the Alliance behind one address."""
INQUIRIES_PER_ADDRESS = 20
"""Visitors of a fair behind one address; the owner counts by e-mail and by day."""
MINUTES = 15


class Attempts:
    """An attempt is counted before the password is looked at, so that many at once do not slip through."""

    def __init__(self, counters: KeyValue) -> None:
        self._counters = counters

    async def count(self, email: str, address: str) -> None:
        """Raises `too_many_attempts`. An address that is shut out cannot shut out accounts."""
        await self._count(_address_key(address), PER_ADDRESS)
        await self._count(_account_key(email), PER_ACCOUNT)

    async def count_registration(self, address: str) -> None:
        await self._count(registration_key(address), REGISTRATIONS_PER_ADDRESS)

    async def count_inquiry(self, address: str) -> None:
        await self._count(inquiry_key(address), INQUIRIES_PER_ADDRESS)

    async def forgive(self, email: str, address: str) -> None:
        """The password was right: a whole office may sign in from one address."""
        with contextlib.suppress(NatsError, TimeoutError):
            await self._counters.delete(_account_key(email))
            await self._add(-1, _address_key(address), PER_ADDRESS)

    async def _count(self, key: str, most: int) -> None:
        try:
            await self._add(1, key, most)
        except (NatsError, TimeoutError) as error:
            raise Unavailable("bus") from error

    async def _add(self, change: int, key: str, most: int) -> None:
        """Again when somebody else has changed the counter at the same time."""
        while True:
            try:
                entry = await self._counters.get(key)
                made, revision = int(entry.value or b"0"), entry.revision
            except KeyNotFoundError as missing:
                made, revision = 0, missing.entry.revision if missing.entry else 0
            if made + change > most:
                raise Rejected("too_many_attempts", minutes=MINUTES)
            try:
                await self._counters.update(key, str(max(0, made + change)).encode(), last=revision)
            except KeyWrongLastSequenceError:
                continue
            return


def _account_key(email: str) -> str:
    return f"account.{_digest(email.strip().casefold())}"


def _address_key(address: str) -> str:
    return f"address.{_digest(address)}"


def registration_key(address: str) -> str:
    return f"registration.{_digest(address)}"


def inquiry_key(address: str) -> str:
    return f"inquiry.{_digest(address)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
