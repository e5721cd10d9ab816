"""`/live`: the event stream of an open page."""

import contextlib
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from shared.contracts.notifications import GetInbox, Inbox
from shared.errors import Rejected, Unavailable
from web.live import Listener
from web.visitor import Person

MOST_TOPICS = 20


@get("/live")
async def live(person: Person, topics: str = "") -> ServerSentEvent:
    """`topics`: ids of the things on the page, by comma. `Last-Event-ID`: the last inbox sequence that was seen."""
    identity = person.must_be_signed_in()
    shown = frozenset(topic for topic in topics.lower().split(",")[:MOST_TOPICS])
    return ServerSentEvent(_stream(person, Listener(identity.account_id, shown)))


async def _stream(person: Person, listener: Listener) -> AsyncIterator[ServerSentEventMessage]:
    """Ends when the person's actor tokens do, or a service is away; the browser comes back by itself."""
    with contextlib.suppress(Rejected, Unavailable):
        async for message in _messages(person, listener):
            yield message


async def _messages(person: Person, listener: Listener) -> AsyncIterator[ServerSentEventMessage]:
    seen = person.request.headers.get("last-event-id", "")
    newest = int(seen) if seen.isdecimal() else (await _inbox(person, None)).newest
    async with person.site.live.open(listener):
        yield ServerSentEventMessage(event="hello", data="", id=newest, retry=2000)
        listener.hint("inbox")
        async for topic in person.site.live.hints(listener):
            if topic == "inbox":
                inbox = await _inbox(person, newest)
                for entry in inbox.items:
                    newest = max(newest, entry.sequence)
                    yield ServerSentEventMessage(event="inbox", data=f"{inbox.unread}\n{entry.title}", id=newest)
            elif topic:
                yield ServerSentEventMessage(event="changed", data=topic)
            else:
                yield ServerSentEventMessage(comment="")


async def _inbox(person: Person, after: int | None) -> Inbox:
    return await person.ask(GetInbox(lang=person.language, after=after, limit=30))


HANDLERS = (live,)
