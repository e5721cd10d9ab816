"""A quote held against what the listing can still supply: said in the form before it is sent.

What is really free is decided when the quote is accepted; until then nothing is held.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from shared.contracts.capacity import ListingCapacity
from shared.contracts.quotes import QuoteTerms
from shared.contracts.values import Month
from shared.quantity import converted
from web.forms.fields import Form
from web.forms.quotes import month_places

MEANT = "beyond_supply"
"""The field that says that more than is free is meant."""


def free_by_month(capacity: ListingCapacity) -> Mapping[Month, Decimal]:
    return {one.month: one.capacity - one.promised for one in capacity.months}


def warn_beyond(form: Form, terms: QuoteTerms, capacity: ListingCapacity) -> None:
    """A fault at each quantity that is more than is free, unless it is meant."""
    if form.ticked(MEANT) or capacity.unit is None:
        return
    if converted(Decimal(1), terms.unit, capacity.unit) is None:
        form.fault("unit", "not_unit_of_supply")
        return
    free = free_by_month(capacity)
    for place, month, amount in _filled(form, terms):
        asked = converted(amount, terms.unit, capacity.unit)
        if month in free and asked is not None and asked > free[month]:
            form.fault(f"amount_{place}", "more_than_free")


def _filled(form: Form, terms: QuoteTerms) -> Iterator[tuple[int, Month, Decimal]]:
    places = (place for place in month_places(form) if form[f"amount_{place}"].strip())
    return ((place, asked.month, asked.amount) for place, asked in zip(places, terms.months, strict=True))
