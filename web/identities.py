"""Who a cookie or an API token stands for: asked of the registry, remembered while its actor tokens live."""

import hashlib
import time
from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import UUID

from shared.contracts.registry import Identify, Identity
from shared.errors import Rejected

MARGIN = 30.0
"""Seconds before the end of the actor tokens at which they are renewed."""
REMEMBERED = 10_000

Kind = Literal["session", "token"]


class Identities:
    def __init__(self) -> None:
        self._known: dict[str, Identity] = {}
        self._forgotten = 0

    async def identity(
        self, kind: Kind, credential: str, ask: Callable[[Identify], Awaitable[Identity]]
    ) -> Identity | None:
        """None when the credential stands for nobody (any more)."""
        key = _key(kind, credential)
        known = self._known.get(key)
        if known is not None and known.expires_at.timestamp() - MARGIN > time.time():
            return known
        before = self._forgotten
        try:
            identity = await ask(Identify(kind=kind, credential=credential))
        except Rejected:
            self._known.pop(key, None)
            return None
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        if before == self._forgotten:  # else the answer may be older than what was heard meanwhile
            self._known[key] = identity
        return identity

    def account_of(self, kind: Kind, credential: str) -> UUID | None:
        """As far as it is remembered."""
        known = self._known.get(_key(kind, credential))
        return None if known is None else known.account_id

    def forget(self, account_id: UUID) -> None:
        """The account or its sessions changed: ask again."""
        self._forgotten += 1
        self._known = {key: known for key, known in self._known.items() if known.account_id != account_id}

    def forget_all(self) -> None:
        self._forgotten += 1
        self._known.clear()


def _key(kind: Kind, credential: str) -> str:
    return kind + hashlib.sha256(credential.encode()).hexdigest()
