"""The web process: pages, JSON API, live updates. It owns nothing; every fact is asked of the service that owns it."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.router import Router

from shared.actor import Signer
from shared.bus.client import Client
from shared.bus.connection import connect
from shared.errors import Rejected, Unavailable
from shared.garbage import look_at_garbage_seldom
from shared.logs import configure_logs
from shared.settings import read_settings
from web import health
from web.api import HANDLERS as API_HANDLERS
from web.api.document import DOCUMENT, ClosedStructs
from web.api.leniency import empty_is_absent
from web.api.stated import StatedRequest
from web.arrivals import caller, person
from web.attempts import Attempts
from web.failures import api_failure, failure, page_failure
from web.guards import HEADERS
from web.heads import answering_heads
from web.hearing import Hearing
from web.identities import Identities
from web.kept_pages import KeptPages
from web.limits import RequestLimit
from web.live import Live
from web.page_cache import PageCache
from web.pages import HANDLERS as PAGE_HANDLERS
from web.pages.assets import photo, static_file
from web.pages.backdrops import picture
from web.pages.partners import logo
from web.peers import networks, told_by_proxies
from web.public_photos import PublicPhotos
from web.render import Pages
from web.site import Site
from web.trace import traced_requests
from web.unread import unread_bodies

log = structlog.get_logger()

LARGEST_BODY = 26 * 2**20  # bytes: a photo of 20 MB and its form
FAILURES = (Rejected, Unavailable, HTTPException, Exception)


@asynccontextmanager
async def _connected(app: Litestar) -> AsyncIterator[None]:
    """Connect to the bus, listen to every event, and let go cleanly.

    granian does not stop on SIGTERM while an event stream is open, so the streams are ended first, here.
    """
    settings = read_settings()
    if not settings.secret:
        raise SystemExit("settings: CHOPHIEN_SECRET is needed: it protects forms")
    try:
        networks(settings.trusted_proxies)
    except ValueError as error:
        raise SystemExit(f"settings: CHOPHIEN_TRUSTED_PROXIES: {error}") from error
    configure_logs("web", settings.log_level)
    live, identities, page_cache = Live(), Identities(), PageCache(settings.page_cache_megabytes * 2**20)
    hearing = Hearing(live, identities, page_cache)
    connection = await connect(settings, hearing.missed_some, hearing.fault)
    jetstream = connection.jetstream()
    app.state.site = Site(
        settings=settings,
        pages=Pages(),
        connection=connection,
        client=Client(connection),
        signer=Signer(settings.key),
        identities=identities,
        attempts=Attempts(await jetstream.key_value("limits")),
        live=live,
        public_photos=PublicPhotos(),
        thumbnails=await jetstream.key_value("thumbnails"),
        uploads=await jetstream.object_store("uploads"),
        evidence=await jetstream.object_store("evidence"),
        scans=await jetstream.object_store("scans"),
        backdrops=await jetstream.object_store("backdrops"),
        logos=await jetstream.object_store("logos"),
        page_cache=page_cache,
    )
    await hearing.begin(connection)
    _end_streams_on_stop(live)
    look_at_garbage_seldom()
    yield
    live.close()
    await connection.close()


def _end_streams_on_stop(live: Live) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def stop(received: int, frame: object, before: object = before) -> None:
            loop.call_soon_threadsafe(live.close)
            if callable(before):
                before(received, frame)

        signal.signal(number, stop)


def create_app() -> Litestar:
    pages = Router(
        "/",
        route_handlers=list(PAGE_HANDLERS),
        dependencies={"person": Provide(person)},
        exception_handlers=dict.fromkeys(FAILURES, page_failure),
        include_in_schema=False,
    )
    api = Router(
        "/api/v1",
        route_handlers=list(API_HANDLERS),
        dependencies={"visitor": Provide(caller)},
        exception_handlers=dict.fromkeys(FAILURES, api_failure),
        request_class=StatedRequest,
        middleware=[empty_is_absent],
        security=[{"token": []}],
    )
    return Litestar(
        route_handlers=[pages, api, static_file, photo, picture, logo, health.live, health.ready, health.metrics],
        lifespan=[_connected],
        middleware=[traced_requests, unread_bodies, told_by_proxies, RequestLimit(), KeptPages()],
        exception_handlers=dict.fromkeys(FAILURES, failure),
        response_headers=HEADERS,
        request_max_body_size=LARGEST_BODY,
        openapi_config=DOCUMENT,
        plugins=[ClosedStructs()],
        logging_config=None,
        debug=False,
    )


app = answering_heads(create_app())
