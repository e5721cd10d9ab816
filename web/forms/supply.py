"""The faults of a quote that takes more than is free, and the field that says that it is meant."""

from shared.contracts.capacity import ListingCapacity
from shared.contracts.quotes import QuoteTerms
from web.forms.fields import Form
from web.forms.quotes import month_places
from web.supply import beyond_supply, is_countable

MEANT = "beyond_supply"


def warn_beyond(form: Form, terms: QuoteTerms, capacity: ListingCapacity) -> None:
    if form.ticked(MEANT):
        return
    if not is_countable(terms, capacity):
        form.fault("unit", "not_unit_of_supply")
    beyond = beyond_supply(terms, capacity)
    for place in month_places(form):
        if form[f"amount_{place}"].strip() and form.line(f"month_{place}") in beyond:
            form.fault(f"amount_{place}", "more_than_free")
