"""`/live`: the event stream of an open page."""

import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from litestar import get
from litestar.params import Parameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from shared.contracts.notifications import GetInbox, Inbox
from shared.errors import Rejected, Unavailable
from web.addresses import SequenceOrNone
from web.live import Listener
from web.visitor import Person

MOST_TOPICS = 20
LONGEST_NUMBER = 19  # digits of 64 bits
Since = Annotated[int, Parameter(ge=0, le=2**53)]


@get("/live")
async def live(person: Person, topics: str = "", since: Since = 0, after: SequenceOrNone = None) -> ServerSentEvent:
    """`topics`: ids of the things on the page, by comma; `since`: when it was drawn, in milliseconds since 1970;
    `after`, or `Last-Event-ID` when the stream broke: the last inbox sequence that was seen.
    """
    identity = person.must_be_signed_in()
    shown = frozenset(topic for topic in topics.split(",")[:MOST_TOPICS] if topic)
    seen = person.request.headers.get("last-event-id", "")
    last = int(seen) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else after
    return ServerSentEvent(_stream(person, Listener(identity.account_id, shown, since / 1000), last))


async def _stream(person: Person, listener: Listener, last: int | None) -> AsyncIterator[ServerSentEventMessage]:
    """Ends when the person's actor tokens do, or a service is away; the browser comes back by itself."""
    with contextlib.suppress(Rejected, Unavailable):
        async for message in _messages(person, listener, last):
            yield message


async def _messages(person: Person, listener: Listener, last: int | None) -> AsyncIterator[ServerSentEventMessage]:
    newest = (await _inbox(person, None)).newest if last is None else last
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
