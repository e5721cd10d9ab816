"""Whatever is asked in whichever order: what is promised is what still stands, between nothing and the capacity."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple, get_args
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity
from shared.contracts.listings import PutListing
from shared.ids import uuid7
from tests.service.listings.test_promises import MATCHING, a_listing, promised, reserving, tonnes
from tests.support.listings import revision
from tests.support.surroundings import Surroundings, account

TONNES = (3, 4, 5, 2)
"""What each of the four reservations wants of a month that starts with ten."""


Kind = Literal["reserve", "confirm", "release", "restate"]


class Act(NamedTuple):
    kind: Kind
    number: int


@dataclass
class Month:
    """What the rules make of it."""

    capacity: int = 10
    status: dict[int, str] = field(default_factory=dict)

    @property
    def promised(self) -> int:
        return sum(TONNES[number] for number, status in self.status.items() if status != "ended")

    def after(self, act: Act) -> str:
        status = self.status.get(act.number)
        if act.kind == "restate":
            return self._restated(act.number * 4)
        if act.kind == "release":
            self.status[act.number] = "ended"
            return "repeated" if status == "ended" else "created"
        if status == "ended":
            return "reservation_ended"
        if status is None and act.kind == "confirm":
            return "reservation_unknown"
        if status is None and self.promised + TONNES[act.number] > self.capacity:
            return "capacity_exceeded"
        self.status[act.number] = "confirmed" if act.kind == "confirm" else status or "held"
        return "repeated" if status == "confirmed" or (status == "held" and act.kind == "reserve") else "created"

    def _restated(self, capacity: int) -> str:
        if capacity < self.promised:
            return "invalid"
        changed, self.capacity = capacity != self.capacity, capacity
        return "revised" if changed else "unchanged"


@dataclass
class Told:
    """The same, done to the service."""

    listings: Surroundings
    put: PutListing
    version: int = 2
    ids: list[UUID] = field(default_factory=lambda: [uuid7() for _ in TONNES])

    async def outcome(self, act: Act) -> str:
        key = self.ids[act.number]
        if act.kind == "restate":
            return await self._restate(act.number * 4)
        asked = {
            "reserve": reserving(self.put.listing_id, str(TONNES[act.number]), reservation_id=key),
            "confirm": ConfirmReservation(reservation_id=key),
            "release": ReleaseCapacity(reservation_id=key),
        }
        return await self.listings.outcome(asked[act.kind], MATCHING)

    async def _restate(self, capacity: int) -> str:
        stated = revision(self.put, self.version, capacity=tonnes(capacity))
        outcome = await self.listings.outcome(stated, account("coop", speaks_for=[self.put.organisation_id]))
        self.version += outcome == "revised"
        return outcome


@settings(max_examples=8, deadline=None)
@given(acts=st.lists(st.builds(Act, st.sampled_from(get_args(Kind)), st.integers(0, 3)), max_size=12))
async def test_capacity_is_never_below_nothing_and_never_given_twice(listings: Surroundings, acts: list[Act]) -> None:
    expected = Month()
    told = Told(listings, await a_listing(listings))
    for act in acts:
        assert await told.outcome(act) == expected.after(act), act
        assert 0 <= expected.promised <= expected.capacity
        assert await promised(listings, told.put.listing_id) == Decimal(expected.promised)
