"""Where a session goes when the days of its fair are others: to the same day of the fair, at the same hour."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from services.fairs.gate_time import day_at_venue
from shared.contracts.fairs.agenda import SessionBody
from shared.contracts.fairs.fair import FairBody


def is_put_off(former: FairBody, fair: FairBody) -> bool:
    """Both its first and its last day are later, or both are earlier. Where only one is, the fair is made longer or
    shorter, and the days that it keeps stay where they are.
    """
    first, last = (new - old for old, new in zip(_days(former), _days(fair), strict=True))
    return bool(first and last) and (first > timedelta()) == (last > timedelta())


def on_its_day(body: SessionBody, former: FairBody, fair: FairBody) -> SessionBody:
    return replace(
        body, starts_at=_same_hour(body.starts_at, former, fair), ends_at=_same_hour(body.ends_at, former, fair)
    )


def _same_hour(at: datetime, former: FairBody, fair: FairBody) -> datetime:
    """By the clocks of the venues, as many days after the first as it was."""
    there, here = ZoneInfo(former.zone), ZoneInfo(fair.zone)
    days = day_at_venue(fair.starts_at, fair.zone) - day_at_venue(former.starts_at, former.zone)
    return (at.astimezone(there) + days).replace(tzinfo=here)


def _days(fair: FairBody) -> tuple[date, date]:
    return day_at_venue(fair.starts_at, fair.zone), day_at_venue(fair.ends_at, fair.zone)
