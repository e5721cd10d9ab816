"""A demand that no co-op fills alone, and those who might together."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from shared.contracts.capacity import GetCapacity, ListingCapacity, MonthCapacity
from shared.contracts.listings import ListingCard
from shared.contracts.pools import ProposePool
from shared.contracts.registry import Organisation
from shared.contracts.values import Price, Quantity
from shared.contracts.wanted import TargetPrice
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.service.matching.deals import month
from tests.support.surroundings import Surroundings


class Group(NamedTuple):
    buyer: Organisation
    coops: list[Organisation]
    cards: list[ListingCard]
    proposal: ProposePool


Change = Callable[[ListingCard], ListingCard]


def itself(card: ListingCard) -> ListingCard:
    return card


def dollars(amount: str) -> Price:
    return Price(amount=Decimal(amount), currency="USD", unit="KGM", incoterm="FOB", place="Hải Phòng")


def free(amount: int) -> ListingCapacity:
    """In each of the months that a group is for."""
    months = [MonthCapacity(month=month(number), capacity=Decimal(amount), promised=Decimal(0)) for number in (1, 2)]
    return ListingCapacity(unit="KGM", months=months)


def free_everywhere(amount: int) -> Callable[[GetCapacity], ListingCapacity]:
    return lambda _: free(amount)


async def a_group(around: Surroundings, count: int, last: Change = itself) -> Group:
    """A buyer who wants a tonne a month at three dollars, and so many co-ops; `last` changes the last one's listing."""
    buyer, product = await known(around, "buyer"), f"{a_product()} {a_product()}"
    demand = a_demand(product, buyer.id)
    wanted = replace(
        demand.body,
        quantity=Quantity(amount=Decimal(1000), unit="KGM"),
        target_price=TargetPrice(amount=Decimal(3), currency="USD", unit="KGM"),
        incoterm="FOB",
        place="Hải Phòng",
    )
    await around.ask(replace(demand, body=wanted), speaker(buyer))
    coops = [await known(around, "coop") for _ in range(count)]
    cards = [replace(a_card(product, coop), price=dollars("2.5")) for coop in coops]
    cards[-1] = last(cards[-1])
    await around.tell(*(published(card) for card in cards))
    await around.settled()
    return Group(
        buyer, coops, cards, ProposePool(pool_id=uuid7(), demand_id=demand.demand_id, months=[month(1), month(2)])
    )
