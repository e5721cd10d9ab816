"""Quantities with their unit, as typed. Vietnamese units are exact: a yến is ten kilograms, a tạ a hundred."""

from decimal import Decimal

from shared.contracts.values import Quantity
from web.formats import number
from web.forms.choices import UNITS
from web.forms.fields import Form

YEN = "YEN"
"""No code of Recommendation 20: it is read as kilograms."""
KILOGRAMS_OF_YEN = Decimal(10)


def read_quantity(form: Form, name: str) -> Quantity | None:
    amount = form.decimal(f"{name}_amount")
    if form[f"{name}_unit"] == YEN:
        return None if amount is None else Quantity(amount=amount * KILOGRAMS_OF_YEN, unit="KGM")
    unit = form.choice(f"{name}_unit", UNITS, required=amount is not None)
    return None if amount is None or unit is None else Quantity(amount=amount, unit=unit)


def fill_quantity(form: Form, name: str, quantity: Quantity | None) -> None:
    if quantity is not None:
        values = {f"{name}_amount": number(quantity.amount, form.language), f"{name}_unit": quantity.unit}
        form.fill(**values)
