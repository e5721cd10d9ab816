"""The sessions of a fair by its days."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from shared.contracts.fairs.agenda import Session
from shared.contracts.fairs.fair import FairBody
from shared.fair_days import day_at_venue


class Day(Struct, frozen=True, kw_only=True):
    """A day at the venue. `before`, `after`: the fair has not begun, or is over."""

    date: date
    sessions: Sequence[Session]
    before: bool
    after: bool


def by_day(sessions: Sequence[Session], fair: FairBody) -> list[Day]:
    first, last = day_at_venue(fair.starts_at, fair.zone), day_at_venue(fair.ends_at, fair.zone)
    days = groupby(sessions, lambda one: day_at_venue(one.body.starts_at, fair.zone))
    return [Day(date=on, sessions=[*some], before=on < first, after=on > last) for on, some in days]


def outside(sessions: Sequence[Session], fair: FairBody) -> int:
    """Sessions on other days than those of the fair: after it was put off, made shorter or copied."""
    return sum(len(day.sessions) for day in by_day(sessions, fair) if day.before or day.after)
