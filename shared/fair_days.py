"""When a fair is put off, and where what belongs to its days goes then: to the same day of it, at the same hour."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.contracts.fairs.fair import FairBody


def day_at_venue(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def is_put_off(former: FairBody, fair: FairBody) -> bool:
    """Both its first and its last day are later, or both are earlier. Where only one is, the fair is made longer or
    shorter, and the days that it keeps stay where they are.
    """
    first, last = (new - old for old, new in zip(_days(former), _days(fair), strict=True))
    return bool(first and last) and (first > timedelta()) == (last > timedelta())


def with_the_fair(at: datetime, former: FairBody, fair: FairBody) -> datetime:
    """By the clocks of the venues, as many days before or after the first as it was."""
    there, here = ZoneInfo(former.zone), ZoneInfo(fair.zone)
    days = day_at_venue(fair.starts_at, fair.zone) - day_at_venue(former.starts_at, former.zone)
    return (at.astimezone(there) + days).replace(tzinfo=here)


def is_day_of(fair: FairBody, at: datetime) -> bool:
    first, last = _days(fair)
    return first <= day_at_venue(at, fair.zone) <= last


def _days(fair: FairBody) -> tuple[date, date]:
    return day_at_venue(fair.starts_at, fair.zone), day_at_venue(fair.ends_at, fair.zone)
