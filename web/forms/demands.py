"""The form of a demand."""

from shared.contracts.matching import Demand, DemandBody
from shared.contracts.values import Quantity
from web.formats import number
from web.forms.account import COUNTRIES
from web.forms.fields import Form
from web.forms.listings import CATEGORIES, SCHEMES, UNITS

SERVICE_NAMES = {"quantity.amount": "quantity_amount", "quantity": "quantity_amount"}


def demand_body(form: Form) -> DemandBody | None:
    """The demand as typed, or None with the faults in the form."""
    what = form.line("what", required=True)
    category = form.choice("category", CATEGORIES)
    quantity = _quantity(form)
    destination = form.choice("destination", COUNTRIES, required=True)
    deadline = form.date("deadline")
    certificates = form.choices("certificates", SCHEMES)
    stars = form.choice("min_stars", ("3", "4", "5"))
    note = form.text("note")
    if not form.ok or destination is None:
        return None
    return DemandBody(
        what=what,
        lang=form.language,
        category=category,
        quantity=quantity,
        destination=destination,
        deadline=deadline,
        certificates=certificates,
        min_stars=int(stars) if stars else None,
        note=note,
        sample_first=form.ticked("sample_first"),
        status="closed" if form["status"] == "closed" else "open",
    )


def fill_demand(form: Form, demand: Demand) -> Form:
    body = demand.body
    form.fill(
        what=body.what,
        category=body.category,
        destination=body.destination,
        deadline=body.deadline,
        certificates=body.certificates,
        min_stars=body.min_stars,
        note=body.note,
        sample_first="1" if body.sample_first else None,
        status=body.status,
        version=demand.version,
    )
    if body.quantity:
        form.fill(quantity_amount=number(body.quantity.amount, form.language), quantity_unit=body.quantity.unit)
    return form


def _quantity(form: Form) -> Quantity | None:
    amount = form.decimal("quantity_amount")
    unit = form.choice("quantity_unit", UNITS, required=amount is not None)
    return None if amount is None or unit is None else Quantity(amount=amount, unit=unit)
