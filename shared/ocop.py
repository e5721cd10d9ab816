"""How long an OCOP certificate counts: 36 months from its issue (Decision 148/QĐ-TTg of 24 February 2023)."""

import calendar
from datetime import MAXYEAR, date

from shared.contracts.values import Ocop

MONTHS = 36


def last_day(issued: date) -> date:
    """The last day of validity: the same day 36 calendar months later, 28 February for the 29th."""
    year, month = issued.year + MONTHS // 12, issued.month
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(issued.day, calendar.monthrange(year, month)[1]))


def valid_stars(ocop: Ocop | None, on: date) -> int | None:
    """The stars that may be shown on a day; None without a certificate that is valid then."""
    if ocop is None or not ocop.issued <= on <= last_day(ocop.issued):
        return None
    return ocop.stars
