"""The form of a wish for a group: from which month, for how many, how many partners at most."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.contracts.values import Month
from web.forms.fields import Form
from web.forms.quotes import is_month

MOST_MONTHS, MOST_PARTNERS, USUAL_PARTNERS = 12, 10, 4


def first_wish(form: Form, months: Sequence[Month], today: date) -> Form:
    """What the demand says, as far as it lies ahead; from next month on where it says nothing."""
    this = today.year * 12 + today.month - 1
    ahead = [at for at in map(_number, months) if at >= this]
    first, last = (min(ahead), max(ahead)) if ahead else (this + 1, this + 3)
    count = min(last - first + 1, MOST_MONTHS)
    return form.fill(first_month=_month(first), month_count=count, most_partners=USUAL_PARTNERS)


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
    start = _number(first)
    return pool_id, [_month(at) for at in range(start, start + count)], most


def _number(month: Month) -> int:
    """Of months, counted through all years."""
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


def _month(number: int) -> Month:
    return f"{number // 12}-{number % 12 + 1:02d}"
