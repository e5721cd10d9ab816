"""A quote held against what the listing can still supply: said before it is sent, and before it is accepted.

What is really free is decided when the quote is accepted; until then nothing is held.
"""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from shared.contracts.capacity import GetCapacity, ListingCapacity
from shared.contracts.quotes import QuoteTerms
from shared.contracts.values import Month
from shared.errors import Rejected
from shared.quantity import converted
from web.visitor import Person


async def capacity_of(listing_id: UUID, person: Person) -> ListingCapacity:
    """None is known of a listing that is shown no more."""
    try:
        return await person.ask(GetCapacity(listing_id=listing_id))
    except Rejected as refusal:
        if refusal.code != "listing_unknown":
            raise
        return ListingCapacity(unit=None, months=[])


def free_by_month(capacity: ListingCapacity) -> Mapping[Month, Decimal]:
    return {one.month: one.capacity - one.promised for one in capacity.months}


def is_countable(terms: QuoteTerms, capacity: ListingCapacity) -> bool:
    """Whether the supply, where it is stated, is counted in a unit like that of the quote."""
    return capacity.unit is None or converted(Decimal(1), terms.unit, capacity.unit) is not None


def beyond_supply(terms: QuoteTerms, capacity: ListingCapacity) -> Mapping[Month, Decimal]:
    """What is free, in the supply's unit, in each month for which the quote takes more."""
    free = free_by_month(capacity)
    asked = {one.month: converted(one.amount, terms.unit, capacity.unit or terms.unit) for one in terms.months}
    return {month: free[month] for month, amount in asked.items() if amount and month in free and amount > free[month]}
