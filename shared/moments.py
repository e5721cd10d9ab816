"""Whose clock a moment is told on, and how: one rule for pages, letters and news.

What happens at a place is told on the clock there. A moment without a place (a deadline, a message, an acceptance) is
told on the clock that the reader has chosen, else on that of where most who read the language are. Either way the
offset is said beside it. Days stay days.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_datetime

from shared.contracts.values import Language
from shared.home import HOME

CLOCKS: Mapping[Language, ZoneInfo] = {
    "vi": HOME,
    "en": HOME,
    "ja": ZoneInfo("Asia/Tokyo"),
    "ko": ZoneInfo("Asia/Seoul"),
    "he": ZoneInfo("Asia/Jerusalem"),
}
PATTERNS: Mapping[Language, str] = {
    "vi": "d MMMM, y, HH:mm",
    "en": "MMMM d, y, HH:mm",
    "ja": "y年M月d日 HH:mm",
    "ko": "y년 M월 d일 HH:mm",
    "he": "d בMMMM y HH:mm",
}
"""The long date of each language (CLDR) with the hour."""


def own_clock(chosen: str, language: Language) -> ZoneInfo:
    """Of a reader who has chosen a zone, or none."""
    return ZoneInfo(chosen) if chosen else CLOCKS[language]


@lru_cache(maxsize=4096)
def moment(value: datetime, zone: str, *, language: Language) -> str:
    """Date and time on the clock that `zone` names, with the offset."""
    clock = ZoneInfo(zone)
    return f"{date_and_time(value, clock, language)} ({offset(value, clock)})"


def date_and_time(value: datetime, clock: ZoneInfo, language: Language) -> str:
    return format_datetime(value, PATTERNS[language], tzinfo=clock, locale=Locale.parse(language))


def offset(value: datetime, clock: ZoneInfo) -> str:
    """GMT+7, GMT+5:30: as it is there at that moment."""
    told = f"{value.astimezone(clock):%z}"
    hours, minutes = told[:3], told[3:5]
    return f"GMT{int(hours):+d}" + (f":{minutes}" if minutes != "00" else "")
