"""The form of a wish for a group: from which month, for how many, how many partners at most."""

from uuid import UUID

from shared.contracts.values import Month
from web.forms.fields import Form
from web.forms.quotes import is_month

MOST_MONTHS, MOST_PARTNERS = 12, 10


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
    year, month = first.split("-")
    start = int(year) * 12 + int(month) - 1
    return pool_id, [f"{at // 12}-{at % 12 + 1:02d}" for at in range(start, start + count)], most
