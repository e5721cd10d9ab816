"""What a buyer states of a demand, cleaned and checked: every wrong field at once."""

from msgspec.structs import replace

from shared.contracts.matching import DemandBody
from shared.countries import COUNTRIES
from shared.errors import Invalid
from shared.quantity import is_sensible
from shared.text import clean, clean_lines


def stated(body: DemandBody) -> DemandBody:
    """The body in the form that is kept; raises `Invalid` with a code for each field that cannot be."""
    tidy = replace(
        body,
        what=clean(body.what),
        note=clean_lines(body.note),
        certificates=sorted(set(body.certificates)),
    )
    wrong = {}
    if not tidy.what:
        wrong["what"] = "required"
    if tidy.destination not in COUNTRIES:
        wrong["destination"] = "unknown"
    if tidy.quantity is not None and not (is_sensible(tidy.quantity.amount) and tidy.quantity.amount > 0):
        wrong["quantity.amount"] = "not_an_amount"
    if wrong:
        raise Invalid(wrong)
    return tidy
