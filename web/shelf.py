"""The shelf that somebody stands at: its address, the addresses that ask for a little else, what changes it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from msgspec import Struct

from shared.contracts.listings import FindListings

FILTERS = ("stars", "certificate", "category", "month", "province", "hs", "incoterm", "market")
CHANGED_BY = frozenset({"listings", "organisation_changed"})
"""Any product may come into any list. A search that found nothing is asked anew, as it is written down for the keepers
of the lexicon.
"""
Pair = tuple[str, object]


class ShelfAddress(Struct, frozen=True):
    """Everything is written after the question mark; where in the list the reader was is not taken along."""

    query: FindListings
    view: str

    @property
    def chosen(self) -> list[Pair]:
        return [(name, value) for name in FILTERS for value in getattr(self.query, name)]

    @property
    def price(self) -> list[Pair]:
        bounds = [
            (name, bound) for name in ("price_from", "price_to") if (bound := getattr(self.query, name)) is not None
        ]
        return [*bounds, ("currency", self.query.currency)] if bounds else []

    @property
    def count(self) -> int:
        return len(self.chosen) + bool(self.price)

    def first(self) -> str:
        return self._written(self.query.q, [*self.chosen, *self.price], self.view)

    def continued(self, cursor: str) -> str:
        return self._written(self.query.q, [*self.chosen, *self.price, ("cursor", cursor)], self.view)

    def viewed(self, view: str) -> str:
        return self._written(self.query.q, [*self.chosen, *self.price], view)

    def spelt(self, q: str) -> str:
        return self._written(q, [*self.chosen, *self.price], self.view)

    def without(self, name: str, value: object) -> str:
        left = [pair for pair in self.chosen if pair != (name, value)]
        return self._written(self.query.q, [*left, *self.price], self.view)

    def at_any_price(self) -> str:
        return self._written(self.query.q, self.chosen, self.view)

    def unfiltered(self) -> str:
        return self._written(self.query.q, (), self.view)

    def _written(self, q: str, pairs: Iterable[Pair], view: str) -> str:
        said = [("q", q)] if q else []
        shown = [("view", view)] if view != "cards" else []
        return urlencode([*said, *pairs, *shown])
