"""A service as a table: what it answers, what it hears, whom it may ask."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import sqlalchemy as sa

from shared.contracts.message import Event, Request
from shared.messaging.tables import MessagingTables

Handler = Callable[..., Coroutine[Any, Any, Any]]
"""`async def book_booth(command: BookBooth, tx: Transaction) -> BookingMade`; the message type is read off the
annotation. With a preparation, its result is the third argument."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """`preparations` run before a request's transaction opens: the place for asking other services, reading files,
    decoding pictures. They get `(message, ports, actor)`; what they return, unless None, is handed to the handler.

    `republishers` make every current entity be told again (`chophien republish`).
    """

    name: str
    metadata: sa.MetaData
    tables: MessagingTables
    commands: Sequence[Handler] = ()
    queries: Sequence[Handler] = ()
    events: Sequence[Handler] = ()
    preparations: Mapping[type[Request[Any]], Handler] = field(default_factory=dict)
    republishers: Sequence[Handler] = ()
    background: Sequence[Handler] = ()
    asks: Sequence[type[Request[Any]]] = ()
    buckets: Sequence[str] = ()

    @property
    def requests(self) -> dict[type[Request[Any]], Handler]:
        return {message_type(handler): handler for handler in (*self.commands, *self.queries)}

    @property
    def reactions(self) -> dict[str, tuple[type[Event], Handler]]:
        """Subject → how it is decoded and who reacts."""
        heard = {message_type(handler): handler for handler in self.events}
        return {event.subject: (event, handler) for event, handler in heard.items()}

    @property
    def listens(self) -> dict[str, tuple[str, ...]]:
        """Stream → the subjects of it that this service hears."""
        streams: dict[str, list[str]] = {}
        for subject in self.reactions:
            streams.setdefault(stream_of(subject), []).append(subject)
        return {stream: tuple(sorted(subjects)) for stream, subjects in sorted(streams.items())}

    @property
    def refusals(self) -> dict[str, str]:
        """Constraint name → the code that its violation is refused with, as declared beside it in models.py."""
        rules: list[sa.Constraint | sa.Index] = []
        for table in self.metadata.tables.values():
            rules += [*table.constraints, *table.indexes]
        return {str(rule.name): rule.info["rejects"] for rule in rules if "rejects" in rule.info}


def stream_of(subject: str) -> str:
    """`fairs.v1.evt.booking_confirmed` is kept in stream `FAIRS`."""
    return subject.split(".", 1)[0].upper()


def message_type(handler: Handler) -> Any:
    """The annotation of a handler's first parameter."""
    return next(iter(get_type_hints(handler).values()))
