"""The form of how one month went; its fields carry the month, as the page has one form for each."""

from typing import get_args

from shared.contracts.deliveries import Cause, Deliveries, DeliveryBody, Told
from web.formats import number
from web.forms.fields import Form

CAUSES: tuple[Cause, ...] = get_args(Cause)


def delivery_body(form: Form, month: str) -> DeliveryBody | None:
    delivered = form.decimal(f"delivered_{month}", required=True)
    accepted, paid = form.decimal(f"accepted_{month}"), form.decimal(f"paid_{month}")
    cause = form.choice(f"cause_{month}", CAUSES)
    note = form.text(f"note_{month}", longest=1000)
    if not form.ok or delivered is None:
        return None
    return DeliveryBody(delivered=delivered, accepted=accepted, paid=paid, cause=cause, note=note)


def fill_deliveries(form: Form, deliveries: Deliveries, side: str) -> Form:
    """What this side has said before; where it has said nothing, what was promised."""
    for one in deliveries.months:
        told: Told | None = one.coop if side == "coop" else one.buyer
        body = told.body if told else DeliveryBody(delivered=one.promised)
        amounts = {"delivered": body.delivered, "accepted": body.accepted, "paid": body.paid}
        for name, amount in amounts.items():
            form.fill(**{f"{name}_{one.month}": None if amount is None else number(amount, form.language)})
        form.fill(**{f"cause_{one.month}": body.cause, f"note_{one.month}": body.note})
    return form
