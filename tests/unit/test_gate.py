"""What a gate can tell by itself: whether a badge can be ours, and what time it really was."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.fairs.badge_code import is_signed, new_code, printed, understood
from services.fairs.gate_time import true_time
from shared.fair_days import day_at_venue

NOW = datetime(2031, 3, 2, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_a_code_is_signed_for_its_fair_alone() -> None:
    ours, theirs = uuid4(), uuid4()
    code = new_code(ours)

    assert is_signed(understood(printed(code).lower()), ours)
    assert not is_signed(code, theirs)
    altered = ("1" if code[0] != "1" else "2") + code[1:]
    assert not is_signed(altered, ours)
    assert not is_signed("", ours)


@pytest.mark.parametrize(
    ("told", "phone_now", "behind", "at", "clock"),
    [
        (NOW - HOUR, NOW, None, NOW - HOUR, "right"),
        (NOW - HOUR, NOW + timedelta(seconds=90), timedelta(seconds=-90), NOW - HOUR, "right"),
        (NOW - HOUR - DAY, NOW - DAY, DAY, NOW - HOUR, "corrected"),
        (NOW - HOUR + DAY, NOW + DAY, -DAY, NOW - HOUR, "corrected"),
        (NOW - HOUR - DAY, NOW - DAY, None, NOW - HOUR, "corrected"),
        (NOW - HOUR - DAY, NOW, DAY, NOW - HOUR, "doubtful"),
        (NOW - HOUR, NOW - DAY, timedelta(), NOW - HOUR, "doubtful"),
        (NOW + DAY, NOW, timedelta(), NOW, "doubtful"),
        (NOW + timedelta(seconds=30), NOW, timedelta(), NOW, "right"),
    ],
)
def test_the_time_of_a_wrong_clock_is_put_right_or_marked(
    told: datetime, phone_now: datetime, behind: timedelta | None, at: datetime, clock: str
) -> None:
    assert true_time(told, phone_now, NOW, behind=behind) == (at, clock)


def test_a_day_is_the_venues() -> None:
    late = datetime(2031, 3, 1, 20, tzinfo=UTC)
    assert day_at_venue(late, "Asia/Ho_Chi_Minh").day == 2
    assert day_at_venue(late, "Asia/Jerusalem").day == 1
