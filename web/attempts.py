"""How often somebody may try to sign in: counted in key-value, shared by all web processes, forgotten in 15 minutes."""

import hashlib

import structlog
from nats.errors import Error as NatsError
from nats.js.errors import KeyNotFoundError, KeyWrongLastSequenceError
from nats.js.kv import KeyValue

from shared.errors import Rejected, Unavailable

log = structlog.get_logger()

PER_ACCOUNT = 10
PER_ADDRESS = 50
MINUTES = 15


class Attempts:
    """An attempt is counted before the password is looked at, so that many at once do not slip through."""

    def __init__(self, counters: KeyValue) -> None:
        self._counters = counters

    async def count(self, email: str, address: str) -> None:
        """Raises `too_many_attempts`. An address that is shut out cannot shut out accounts."""
        try:
            await self._add(_address_key(address), 1, PER_ADDRESS)
            await self._add(_account_key(email), 1, PER_ACCOUNT)
        except (NatsError, TimeoutError) as error:
            raise Unavailable("bus") from error

    async def forgive(self, email: str, address: str) -> None:
        """The password was right: many who share an address may sign in from it."""
        try:
            await self._counters.delete(_account_key(email))
            await self._add(_address_key(address), -1, PER_ADDRESS + 1)
        except (NatsError, TimeoutError):
            log.warning("an attempt stays counted")

    async def _add(self, key: str, attempts: int, most: int) -> None:
        while True:
            try:
                entry = await self._counters.get(key)
                made, revision = int(entry.value or b"0"), entry.revision
            except KeyNotFoundError as missing:
                made, revision = 0, missing.entry.revision if missing.entry else 0
            if made >= most:
                raise Rejected("too_many_attempts", minutes=MINUTES)
            try:
                await self._counters.update(key, str(max(0, made + attempts)).encode(), last=revision)
            except KeyWrongLastSequenceError:
                continue
            return


def _address_key(address: str) -> str:
    return f"address.{_digest(address)}"


def _account_key(email: str) -> str:
    return f"account.{_digest(email.strip().casefold())}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
