"""A span of whole days in Vietnam, both ends included, as the instants that bound it."""

from datetime import date, datetime, timedelta

from shared.errors import Invalid
from shared.home import HOME

LONGEST = timedelta(days=366 * 11)


def bounds(since: date, until: date) -> tuple[datetime, datetime]:
    """The first instant of `since`, and the first after `until`."""
    if until < since or until - since > LONGEST:
        raise Invalid({"until": "out_of_range"})
    return datetime.combine(since, datetime.min.time(), HOME), end_of(until)


def end_of(day: date) -> datetime:
    """The first instant after it."""
    if day == date.max:
        raise Invalid({"until": "out_of_range"})
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), HOME)
