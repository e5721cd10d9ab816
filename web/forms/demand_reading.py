"""What was read from a buyer's text, put where nothing was typed, and from which words."""

from typing import Literal, NamedTuple

from shared.contracts.demand_reading import DemandReading, FieldRead
from web.forms.choices import COUNTRIES, CURRENCIES
from web.forms.demands import fill_packaging, fill_target_price
from web.forms.fields import Form
from web.forms.measures import fill_quantity

State = Literal["read", "kept", "unknown"]
READ_BEFORE = "read_"
"""Begins the hidden fields that say what an earlier reading filled in: what is still so was not typed."""

_FIELDS = {
    "quantity": ("quantity_amount", "quantity_unit"),
    "target_price": ("price_amount", "price_currency", "price_unit"),
    "packaging": ("packaging_kind", "packaging_amount", "packaging_unit"),
}
"""Those of the form that make one field of the demand; the first says whether it is filled in."""


class Row(NamedTuple):
    """`kept`: something else was typed, and stays."""

    field: str
    state: State
    words: list[str]


class Shown(NamedTuple):
    """`concept`: what the product is called in the reader's language, or in the trade's."""

    rows: list[Row]
    concept: str
    others: list[str]
    unsaid: list[str]
    filled: dict[str, list[str]]


def fill_reading(form: Form, reading: DemandReading) -> Shown:
    read = _as_typed(form, reading)
    rows: list[Row] = []
    filled: dict[str, list[str]] = {}
    for it in reading.fields:
        names = _FIELDS.get(it.field, (it.field,))
        values = {name: read.values[name] for name in names if name in read.values}
        state = _state(form, it, names[0], values)
        if state == "read":
            form.values |= {name: values.get(name, []) for name in names}
            filled |= values
        rows.append(Row(it.field, state, it.words))
    said = {it.field for it in reading.fields}
    unsaid = [field for field in ("quantity", "months", "destination", "incoterm", "target_price") if field not in said]
    concept = reading.concept.get(form.language) or reading.concept.get("en") or ""
    return Shown(rows, concept, reading.others, unsaid, filled)


def _state(form: Form, it: FieldRead, name: str, values: dict[str, list[str]]) -> State:
    if it.state == "unknown" or name not in values:
        return "unknown"
    typed = [one for one in form.chosen(name) if one]
    untouched = not typed or typed == form.chosen(f"{READ_BEFORE}{name}")
    return "read" if untouched or sorted(typed) == sorted(values[name]) else "kept"


def _as_typed(form: Form, reading: DemandReading) -> Form:
    """As a person would type it, without what the form's choices do not have."""
    read = Form(form.language).fill(
        what=reading.what or None,
        destination=reading.destination if reading.destination in COUNTRIES else None,
        incoterm=reading.incoterm,
        place=reading.place or None,
        sample_first="1" if reading.sample_first else None,
    )
    lists = {name: getattr(reading, name) for name in ("months", "certificates", "certificates_wished")}
    read.fill(**{name: values for name, values in lists.items() if values})
    fill_quantity(read, "quantity", reading.quantity)
    fill_packaging(read, reading.packaging)
    fill_target_price(read, reading.target_price if _is_priced(reading) else None)
    return read


def _is_priced(reading: DemandReading) -> bool:
    return reading.target_price is not None and reading.target_price.currency in CURRENCIES
