"""Accepted matches and quotes for tests, and a stand-in for the capacity that `listings` keeps."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from msgspec.structs import replace

from shared.contracts.capacity import (
    ConfirmReservation,
    ReleaseCapacity,
    ReservationPut,
    ReservationStatus,
    ReserveCapacity,
)
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DecideMatch, RequestMatch
from shared.contracts.quotes import AcceptQuote, MakeQuote, MonthlyQuantity, PriceTier, QuoteTerms
from shared.contracts.registry import Organisation
from shared.errors import Rejected
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.support.surroundings import Surroundings


class Deal(NamedTuple):
    """An accepted match."""

    buyer: Organisation
    coop: Organisation
    card: ListingCard
    id: UUID

    def quote(self, by: Organisation | None = None, **changes: Any) -> MakeQuote:
        return MakeQuote(
            quote_id=uuid7(),
            match_request_id=self.id,
            organisation_id=(by or self.coop).id,
            terms=replace(terms(), **changes),
        )

    def acceptance(self, quote: MakeQuote, by: Organisation | None = None) -> AcceptQuote:
        return AcceptQuote(quote_id=quote.quote_id, match_request_id=self.id, organisation_id=(by or self.buyer).id)


def next_year() -> int:
    return datetime.now(UTC).year + 1


def month(number: int) -> str:
    return f"{next_year()}-{number:02d}"


def terms(*amounts: int) -> QuoteTerms:
    """Kilograms for Yokohama, from January of the next year on; cheaper from two tonnes."""
    return QuoteTerms(
        unit="KGM",
        currency="USD",
        incoterm="CIF",
        place="Yokohama",
        tiers=[
            PriceTier(from_quantity=Decimal(0), price=Decimal("3.455")),
            PriceTier(from_quantity=Decimal(2000), price=Decimal(3)),
        ],
        months=[
            MonthlyQuantity(month=month(place), amount=Decimal(amount))
            for place, amount in enumerate(amounts or (1001, 2000), start=1)
        ],
        valid_until=datetime.now(UTC) + timedelta(days=3),
    )


async def a_deal(matching: Surroundings, **card_changes: Any) -> Deal:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    card = replace(a_card(product, coop), **card_changes)
    await matching.tell(published(card))
    await matching.settled()
    request = RequestMatch(match_request_id=uuid7(), demand_id=demand.demand_id, listing_id=card.id)
    await matching.ask(request, speaker(buyer))
    await matching.ask(DecideMatch(match_request_id=request.match_request_id, accepted=True), speaker(coop))
    return Deal(buyer, coop, card, request.match_request_id)


@dataclass
class Reservation:
    listing_id: UUID
    month: str
    amount: Decimal
    status: ReservationStatus = "held"


@dataclass
class Ledger:
    """The capacity of every listing and month alike, kept as the contract of `listings` says."""

    capacity: Decimal = Decimal(5000)
    kept: dict[UUID, Reservation] = field(default_factory=dict)

    def promised(self, listing_id: UUID, in_month: str) -> Decimal:
        there = [one for one in self.kept.values() if (one.listing_id, one.month) == (listing_id, in_month)]
        return sum((one.amount for one in there if one.status in {"held", "confirmed"}), Decimal(0))

    def statuses(self, listing_id: UUID) -> list[ReservationStatus]:
        """Of a listing's reservations, by month."""
        own = sorted((one for one in self.kept.values() if one.listing_id == listing_id), key=lambda one: one.month)
        return [one.status for one in own]

    def reserve(self, command: ReserveCapacity) -> ReservationPut:
        known_one = self.kept.get(command.reservation_id)
        if known_one is None:
            if self.promised(command.listing_id, command.month) + command.quantity.amount > self.capacity:
                raise Rejected("capacity_exceeded", available="0", unit="KGM")
            made = Reservation(command.listing_id, command.month, command.quantity.amount)
            known_one = self.kept.setdefault(command.reservation_id, made)
        if known_one.status == "released":
            raise Rejected("reservation_ended")
        return ReservationPut(id=command.reservation_id, status=known_one.status, outcome="created")

    def confirm(self, command: ConfirmReservation) -> ReservationPut:
        known_one = self.kept.get(command.reservation_id)
        if known_one is None or known_one.status == "released":
            raise Rejected("reservation_unknown" if known_one is None else "reservation_ended")
        known_one.status = "confirmed"
        return ReservationPut(id=command.reservation_id, status="confirmed", outcome="created")

    def release(self, command: ReleaseCapacity) -> ReservationPut:
        unheard = Reservation(command.reservation_id, "", Decimal(0))
        self.kept.setdefault(command.reservation_id, unheard).status = "released"
        return ReservationPut(id=command.reservation_id, status="released", outcome="created")

    @contextlib.asynccontextmanager
    async def answering(self, matching: Surroundings) -> AsyncIterator[None]:
        async with (
            matching.answering(ReserveCapacity, self.reserve),
            matching.answering(ConfirmReservation, self.confirm),
            matching.answering(ReleaseCapacity, self.release),
        ):
            yield
