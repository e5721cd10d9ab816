"""Deadlines are told, and typed, on the reader's own clock, also in the night in which it is put forward or back."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.notifications.news.deals import QuoteCame
from services.notifications.news.matches import AnswerDue
from services.notifications.speech import speech_to
from shared.contracts.values import Language
from shared.ids import uuid7
from shared.moments import CLOCKS, moment, own_clock
from web.forms.fields import Form

LAST_MINUTE = datetime(2026, 12, 5, 16, 59, tzinfo=UTC)
OWN = {
    "vi": "5 tháng 12, 2026, 23:59 (GMT+7)",
    "en": "December 5, 2026, 23:59 (GMT+7)",
    "ja": "2026年12月6日 01:59 (GMT+9)",
    "ko": "2026년 12월 6일 01:59 (GMT+9)",
    "he": "5 בדצמבר 2026 18:59 (GMT+2)",
}


ABOUT: dict[str, Any] = {"match_request_id": uuid7(), "other": "HTX Thắng Thủy", "listing_names": {"vi": "Củ sen"}}
NEWS = (
    QuoteCame(number=1, total=Decimal(5), currency="USD", valid_until=LAST_MINUTE, **ABOUT),
    AnswerDue(answer_by=LAST_MINUTE, **ABOUT),
)


@pytest.mark.parametrize("language", OWN)
def test_a_deadline_is_told_on_the_readers_clock(language: Language) -> None:
    assert moment(LAST_MINUTE, own_clock("", language).key, language=language) == OWN[language]
    for news in NEWS:
        assert OWN[language] in news.words(speech_to(language, "")).text


def test_who_has_chosen_a_clock_is_told_on_that_one_in_any_language() -> None:
    in_osaka = "December 6, 2026, 01:59 (GMT+9)"
    assert moment(LAST_MINUTE, own_clock("Asia/Tokyo", "en").key, language="en") == in_osaka
    for news in NEWS:
        assert in_osaka in news.words(speech_to("en", "Asia/Tokyo")).text
    opening = datetime(2026, 12, 5, 1, tzinfo=UTC)
    assert speech_to("en", "Asia/Tokyo").time(opening, "Asia/Ho_Chi_Minh") == "08:00 (GMT+7) = 10:00 (GMT+9)"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-26T23:59", "27 במרץ 2026 01:59 (GMT+2)"),
        ("2026-03-27T00:00", "27 במרץ 2026 03:00 (GMT+3)"),
        ("2026-10-24T22:30", "25 באוקטובר 2026 01:30 (GMT+3)"),
        ("2026-10-24T23:30", "25 באוקטובר 2026 01:30 (GMT+2)"),
    ],
)
def test_on_the_days_of_change_in_jerusalem_the_offset_tells_which_hour(at: str, told: str) -> None:
    assert moment(datetime.fromisoformat(at).replace(tzinfo=UTC), "Asia/Jerusalem", language="he") == told


def test_at_a_place_a_moment_is_told_on_the_clock_there() -> None:
    assert moment(LAST_MINUTE, "Asia/Jerusalem", language="en") == "December 5, 2026, 18:59 (GMT+2)"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-27T01:30", "2026-03-26T23:30"),
        ("2026-03-27T02:30", "2026-03-27T00:30"),  # an hour that is not: as long after midnight as it says
        ("2026-10-25T01:30", "2026-10-24T22:30"),  # an hour that is twice: the first
        ("2026-10-25T02:30", "2026-10-25T00:30"),
    ],
)
def test_what_is_typed_in_jerusalem_is_meant_there(typed: str, meant: str) -> None:
    read = Form("he").fill(until=typed).moment("until", str(CLOCKS["he"]))
    assert read == datetime.fromisoformat(meant).replace(tzinfo=UTC)
