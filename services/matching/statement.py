"""What a buyer states of a demand, cleaned and checked: every wrong field at once."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.matching import DemandBody
from shared.countries import COUNTRIES
from shared.errors import Invalid
from shared.quantity import is_sensible
from shared.rates import is_known
from shared.text import clean, clean_lines


def stated(body: DemandBody) -> DemandBody:
    """The body in the form that is kept; raises `Invalid` with a code for each field that cannot be."""
    tidy = replace(
        body,
        what=clean(body.what),
        note=clean_lines(body.note),
        text=clean_lines(body.text),
        grade=clean(body.grade),
        place=clean(body.place),
        payment_terms=clean_lines(body.payment_terms),
        months=sorted(set(body.months)),
        certificates=sorted(set(body.certificates)),
        certificates_wished=sorted(set(body.certificates_wished) - set(body.certificates)),
    )
    wrong = {}
    if not tidy.what:
        wrong["what"] = "required"
    if tidy.destination not in COUNTRIES:
        wrong["destination"] = "unknown"
    if tidy.target_price and not is_known(tidy.target_price.currency):
        wrong["target_price.currency"] = "unknown"
    wrong |= {field: "not_an_amount" for field, amount in _amounts(tidy) if not (is_sensible(amount) and amount > 0)}
    if wrong:
        raise Invalid(wrong)
    return tidy


def _amounts(body: DemandBody) -> Iterator[tuple[str, Decimal]]:
    if body.quantity is not None:
        yield "quantity.amount", body.quantity.amount
    if body.target_price is not None:
        yield "target_price.amount", body.target_price.amount
    if body.packaging is not None and body.packaging.content is not None:
        yield "packaging.content.amount", body.packaging.content.amount
