"""The shelf that somebody stands at: its address, the addresses that ask for a little else, what changes it."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from shared.contracts.catalogue import FindListings, Sort

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
    def supply(self) -> list[Pair]:
        least = self.query.capacity_from
        return [] if least is None else [("capacity_from", least), ("capacity_unit", self.query.capacity_unit)]

    @property
    def order(self) -> list[Pair]:
        return [] if self.query.sort == "relevance" else [("sort", self.query.sort)]

    @property
    def everything(self) -> list[Pair]:
        """All but the text."""
        return [*self.chosen, *self.supply, *self.price, *self.order]

    @property
    def count(self) -> int:
        return len(self.chosen) + bool(self.supply) + bool(self.price)

    def first(self) -> str:
        return self._written(self.query.q, self.everything, self.view)

    def continued(self, cursor: str) -> str:
        return self._written(self.query.q, [*self.everything, ("cursor", cursor)], self.view)

    def viewed(self, view: str) -> str:
        return self._written(self.query.q, self.everything, view)

    def spelt(self, q: str) -> str:
        return self._written(q, self.everything, self.view)

    def sorted_by(self, sort: Sort) -> str:
        return ShelfAddress(replace(self.query, sort=sort), self.view).first()

    def without(self, name: str, value: object) -> str:
        return self._left_of([(name, value)])

    def at_any_price(self) -> str:
        return self._left_of(self.price)

    def in_any_amount(self) -> str:
        return self._left_of(self.supply)

    def unfiltered(self) -> str:
        return self._written(self.query.q, self.order, self.view)

    def _left_of(self, gone: Sequence[Pair]) -> str:
        return self._written(self.query.q, [pair for pair in self.everything if pair not in gone], self.view)

    def _written(self, q: str, pairs: Iterable[Pair], view: str) -> str:
        said = [("q", q)] if q else []
        shown = [("view", view)] if view != "cards" else []
        return urlencode([*said, *pairs, *shown])
