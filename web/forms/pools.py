"""The form of a wish for a group: from which month, for how many, how many partners at most."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.contracts.values import Month
from shared.months import is_month, month_of, months_from, span
from web.forms.fields import Form

MOST_MONTHS, MOST_PARTNERS, USUAL_PARTNERS = 12, 10, 4


def first_wish(form: Form, months: Sequence[Month], today: date) -> Form:
    """What the demand says, as far as it lies ahead; from next month on where it says nothing."""
    ahead = [month for month in months if month >= month_of(today)] or months_from(month_of(today), 4)[1:]
    first, last = min(ahead), max(ahead)
    count = min(span(first, last), MOST_MONTHS)
    return form.fill(first_month=first, month_count=count, most_partners=USUAL_PARTNERS)


def pool_wish(form: Form) -> tuple[UUID, list[Month], int] | None:
    pool_id = form.uuid("pool_id")
    first = form.line("first_month", required=True, longest=7)
    count, most = form.integer("month_count", required=True), form.integer("most_partners", required=True)
    if count is not None and count not in range(1, MOST_MONTHS + 1):
        form.fault("month_count", "out_of_range")
    if most is not None and most not in range(2, MOST_PARTNERS + 1):
        form.fault("most_partners", "out_of_range")
    if first and not is_month(first):
        form.fault("first_month", "malformed")
    if not form.ok or pool_id is None or count is None or most is None:
        return None
    return pool_id, months_from(first, count), most
