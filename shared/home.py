"""The market's calendar: papers are issued and run out by the date in Vietnam, not by the date of Greenwich."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """For what has no moment of its own; a message's is in its transaction."""
    return datetime.now(HOME).date()


def day_of(moment: datetime) -> date:
    return moment.astimezone(HOME).date()
