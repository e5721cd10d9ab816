"""Sessions keep the day of their fair and the hour of its venue."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from services.fairs.putting_off import on_its_day
from shared.contracts.fairs.agenda import SessionBody
from shared.contracts.fairs.fair import FairBody
from shared.fair_days import is_put_off

JERUSALEM = ZoneInfo("Asia/Jerusalem")


def a_fair(first: int, last: int, month: int = 3) -> FairBody:
    """Its clocks go forward in the night to 27 March 2026."""
    return FairBody(
        name="Hội chợ",
        starts_at=datetime(2026, month, first, 9, tzinfo=JERUSALEM),
        ends_at=datetime(2026, month, last, 17, tzinfo=JERUSALEM),
        zone="Asia/Jerusalem",
    )


@pytest.mark.parametrize(
    ("days", "put_off"),
    [
        ((27, 29), True),
        ((27, 28), True),
        ((18, 19), True),
        ((20, 24), False),
        ((19, 22), False),
        ((21, 22), False),
        ((19, 24), False),
    ],
)
def test_a_fair_that_only_becomes_longer_or_shorter_is_not_put_off(days: tuple[int, int], *, put_off: bool) -> None:
    assert is_put_off(a_fair(20, 22), a_fair(*days)) is put_off


def test_an_hour_of_winter_is_the_same_hour_in_summer() -> None:
    talk = SessionBody(
        title="Xuất khẩu",
        starts_at=datetime(2026, 3, 21, 8, tzinfo=UTC),
        ends_at=datetime(2026, 3, 21, 9, tzinfo=UTC),
    )
    moved = on_its_day(talk, a_fair(20, 22), a_fair(27, 29))
    assert moved == replace(
        talk,
        starts_at=datetime(2026, 3, 28, 7, tzinfo=UTC),
        ends_at=datetime(2026, 3, 28, 8, tzinfo=UTC),
    )
