"""What every page and every API call stands on: the bus, the texts, the templates. Made once, at the start."""

from dataclasses import dataclass

from nats.aio.client import Client as Connection
from nats.js.kv import KeyValue
from nats.js.object_store import ObjectStore

from shared.actor import Actor, Signer
from shared.bus.client import Client
from shared.contracts.message import Reply
from shared.contracts.message import Request as Message
from shared.settings import Settings
from web.attempts import Attempts
from web.identities import Identities
from web.live import Live
from web.page_cache import PageCache
from web.public_photos import PublicPhotos
from web.render import Pages


@dataclass(frozen=True)
class Site:
    settings: Settings
    pages: Pages
    connection: Connection
    client: Client
    signer: Signer
    identities: Identities
    attempts: Attempts
    live: Live
    public_photos: PublicPhotos
    thumbnails: KeyValue
    uploads: ObjectStore
    evidence: ObjectStore
    scans: ObjectStore
    backdrops: ObjectStore
    logos: ObjectStore
    page_cache: PageCache

    async def ask_as_web(self, message: Message[Reply]) -> Reply:
        """In web's own name: only to find out who somebody is, and for nobody's eyes."""
        prefix = message.subject.rsplit(".", 1)[0] + "."
        token = self.signer.token(Actor(kind="service", service="web"), prefix)
        return await self.client.request(message, actor=token)
