"""When something was read at a gate, by a phone whose clock may be wrong by a day."""

from datetime import UTC, datetime, timedelta

from shared.contracts.fairs.gate import Clock

TOLERANCE = timedelta(minutes=2)
"""Clocks and slow networks differ by so much without anybody minding."""

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def within_reason(told: datetime) -> datetime:
    """What can be reckoned with in every zone; clocks that have lost their battery begin in 1970."""
    return min(max(told, EARLIEST), LATEST)


def true_time(
    told: datetime, phone_now: datetime, now: datetime, *, behind: timedelta | None = None
) -> tuple[datetime, Clock]:
    """`behind`: what the phone lacked when it last met us before the scan; where it lacks as much now, all is known.
    Where it does not, somebody has set its clock in between, and nobody knows when. Nothing is read in the future.
    """
    lacks = _beyond_tolerance(now - phone_now)
    lacked = lacks if behind is None else _beyond_tolerance(behind)
    at = told + lacked
    if abs(lacks - lacked) > TOLERANCE or at > now + TOLERANCE:
        return min(at, now), "doubtful"
    return min(at, now), "corrected" if lacked else "right"


def _beyond_tolerance(difference: timedelta) -> timedelta:
    return difference if abs(difference) > TOLERANCE else timedelta()
