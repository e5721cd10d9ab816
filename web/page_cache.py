"""Public pages as they were rendered, kept until something changes that they show."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic

from litestar.types import HTTPResponseStartEvent

from web.packing import packed

LONGEST = 300.0
"""Seconds after which a page is rendered again although no event named it: months begin, certificates end."""
OVERHEAD = 2000
"""Bytes that an entry takes beside its body, about."""


@dataclass(frozen=True)
class Kept:
    start: HTTPResponseStartEvent
    body: bytes
    etag: str | None
    shows: frozenset[str]
    until: float

    @property
    def is_fresh(self) -> bool:
        return monotonic() < self.until

    @cached_property
    def packed(self) -> bytes:
        return packed(self.body)

    @property
    def size(self) -> int:
        """With its packed form, which the next reader may take."""
        return len(self.body) * 5 // 4 + OVERHEAD


@dataclass(eq=False)
class Making:
    """A page between its first question and its last byte, and what was said to have changed meanwhile."""

    missed: set[str] = field(default_factory=set)
    missed_all: bool = False

    def missed_any(self, shows: frozenset[str]) -> bool:
        return self.missed_all or not self.missed.isdisjoint(shows)


class PageCache:
    """By address, the least lately used given up first. An entry is dropped by any name that it shows: the id of a
    thing, a service, an event.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._size = 0
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._showing: defaultdict[str, set[bytes]] = defaultdict(set)
        self._makings: set[Making] = set()

    def get(self, address: bytes) -> Kept | None:
        kept = self._kept.get(address)
        if kept is not None:
            self._kept.move_to_end(address)
        return kept

    @contextmanager
    def making(self) -> Iterator[Making]:
        """Round everything that a page is made of, so that no change slips in between reading and keeping."""
        making = Making()
        self._makings.add(making)
        try:
            yield making
        finally:
            self._makings.discard(making)

    def keep(self, address: bytes, kept: Kept, making: Making) -> None:
        """Unless what was read for it is old already."""
        if making.missed_any(kept.shows) or kept.size > self._most:
            return
        self._remove(address)
        self._kept[address] = kept
        self._size += kept.size
        for name in kept.shows:
            self._showing[name].add(address)
        while self._size > self._most:
            self._remove(next(iter(self._kept)))

    def drop(self, changed: frozenset[str]) -> None:
        for making in self._makings:
            making.missed |= changed
        for name in changed & self._showing.keys():
            for address in tuple(self._showing[name]):
                self._remove(address)

    def clear(self) -> None:
        """Events may have been missed."""
        for making in self._makings:
            making.missed_all = True
        self._kept.clear()
        self._showing.clear()
        self._size = 0

    def _remove(self, address: bytes) -> None:
        kept = self._kept.pop(address, None)
        if kept is None:
            return
        self._size -= kept.size
        for name in kept.shows:
            self._showing[name].discard(address)
            if not self._showing[name]:
                del self._showing[name]
