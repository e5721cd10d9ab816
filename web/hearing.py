"""What web does on hearing events: every one as a plain message, none of them kept for it."""

import asyncio
import re

import msgspec
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.errors import SlowConsumerError

from shared.contracts.message import Event
from shared.contracts.notifications import INBOX_GREW, InboxGrew
from shared.contracts.registry import AccountChanged, OrganisationChanged, SessionsEnded
from web.identities import Identities
from web.live import Live
from web.page_cache import PageCache

COPIES_FOLLOW = 0.7
"""Seconds in which services take over what another one changed: what they told before shows the old state."""
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def ids_in(document: bytes) -> frozenset[str]:
    """All that a page may ask about: any other text would tell what stands in other people's events."""
    return frozenset(_IDS.findall(document.decode()))


def names_in(subject: str, document: bytes) -> frozenset[str]:
    """The service, the message and every id in it: `listings`, `listing_revised`, 0197…"""
    service, _, _, name = subject.split(".")
    return ids_in(document) | {service, name}


class Hearing:
    def __init__(self, live: Live, identities: Identities, page_cache: PageCache) -> None:
        self._live = live
        self._identities = identities
        self._page_cache = page_cache

    async def begin(self, connection: Connection) -> None:
        await connection.subscribe("*.v1.evt.>", cb=self._hear)

    async def _hear(self, message: Msg) -> None:
        if message.subject == INBOX_GREW:
            account_id = msgspec.json.decode(message.data, type=InboxGrew).account_id
            self._page_cache.drop(frozenset({str(account_id)}))
            self._live.inbox_grew(account_id)
            return
        if message.subject in {AccountChanged.subject, SessionsEnded.subject}:
            self._identities.forget(msgspec.json.decode(message.data, type=Event).id)
        changed = names_in(message.subject, message.data)
        self._page_cache.drop(changed)
        if message.subject == OrganisationChanged.subject:
            self._drop_later(changed)
        elif message.subject.startswith("listings."):
            self._drop_later(ids_in(message.data))
        self._live.changed(ids_in(message.data))

    def _drop_later(self, changed: frozenset[str]) -> None:
        """What other services tell of it, when they have heard of it too."""
        asyncio.get_running_loop().call_later(COPIES_FOLLOW, self._page_cache.drop, changed)

    async def missed_some(self) -> None:
        """The bus was away: accounts are asked for anew, pages are made anew, open ones look again."""
        self._identities.forget_all()
        self._page_cache.clear()
        self._live.wake_all()

    async def fault(self, error: Exception) -> None:
        if isinstance(error, SlowConsumerError):
            await self.missed_some()
