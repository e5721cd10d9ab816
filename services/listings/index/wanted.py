"""What is asked of an index of the catalogue and what it answers: the port that both engines stand behind."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from msgspec import Struct

from services.listings.questions import Sought
from services.listings.supply import Supply

FACETS = ("category", "stars", "province", "certificate", "hs", "incoterm", "month", "market")
"""The filters that show counts. An entry's tags are `facet:value`."""

Sorted = Literal["newest", "price", "stars"]
COUNTED = 10_000
"""`total` is exact up to here."""

DEAREST = 10**9
"""Dong for a kilogram. Of those that cost the same the newer comes first; those without a price come last."""
AGE = 1e-10
"""What a second is worth beside a dong."""

Counts = dict[str, dict[str, int]]


class Place(NamedTuple):
    """Where a page ended. `passed`: how many listings stood there or before."""

    order: float
    listing_id: UUID
    passed: int


class Wanted(Struct, frozen=True):
    """What fits `text` best comes first, unless the order is another; without a text, the newest.

    `tags`: of each facet that is asked for, one of these. `price`: from, to, in dong. `rows` after the place `after`.
    """

    text: Sought | None
    tags: Mapping[str, Sequence[str]]
    price: tuple[float, float] | None
    after: Place | None
    rows: int
    supply: Supply | None = None
    sort: Sorted | None = None


class Hit(NamedTuple):
    """`order`: the rank, a whole number, and the standing; else seconds since 1970, how far the price is below
    `DEAREST`, or the stars and the standing. `card` is JSON. `thing`: the one concept that it is, if that is sure.
    """

    order: float
    listing_id: UUID
    concepts: tuple[str, ...]
    card: bytes
    thing: str | None


class Found(NamedTuple):
    hits: list[Hit]
    total: int


class Index(Protocol):
    async def find(self, wanted: Wanted) -> Found: ...

    async def total(self, wanted: Wanted) -> int: ...

    async def count(self, wanted: Wanted) -> Counts:
        """For each facet how many listings each value has, given the text, the price and the other facets."""
        ...

    async def frequencies(self, lexemes: Sequence[str]) -> list[int]:
        """How many entries have each of them."""
        ...
