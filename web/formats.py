"""Numbers, money, quantities, dates as the reader writes them (Babel, CLDR)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_timedelta,
    get_timezone_location,
    get_timezone_name,
)
from babel.numbers import format_currency, format_decimal

from shared.contracts.values import Language
from shared.home import HOME
from shared.moments import date_and_time, offset

UNIT_SYMBOLS = {
    "KGM": "kg", "TNE": "t", "DTN": "100 kg", "GRM": "g", "LTR": "l", "MLT": "ml",
}  # fmt: skip
"""Symbols that every reader knows; the other units are words and go through gettext."""


@lru_cache(maxsize=64)
def locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=16_384)
def number(value: Decimal | int, language: str) -> str:
    """With every digit that it has: forms show it again to be sent back."""
    return format_decimal(value, locale=locale(language), decimal_quantization=False)


@lru_cache(maxsize=16_384)
def money(amount: Decimal, currency: str, language: str) -> str:
    return format_currency(
        amount,
        currency,
        locale=locale(language),
        currency_digits=amount == amount.to_integral_value(),
        decimal_quantization=False,
    )


@lru_cache(maxsize=4096)
def day(value: date, language: str) -> str:
    return format_date(value, "long", locale=locale(language))


@lru_cache(maxsize=4096)
def period(start: datetime, end: datetime, zone: str, *, language: Language) -> str:
    """From when to when at the place that `zone` names; the date once when it is one day."""
    place = ZoneInfo(zone)
    one_day = start.astimezone(place).date() == end.astimezone(place).date()
    first = date_and_time(start, place, language)
    last = clock(end, zone, language) if one_day else date_and_time(end, place, language)
    return f"{first} – {last}"


@lru_cache(maxsize=4096)
def clock(value: datetime, zone: str, language: str) -> str:
    """The time of day at the place that `zone` names."""
    return format_datetime(value, "HH:mm", tzinfo=ZoneInfo(zone), locale=locale(language))


@lru_cache(maxsize=4096)
def day_at(value: datetime, zone: str, language: str) -> str:
    """The date there."""
    return day(value.astimezone(ZoneInfo(zone)).date(), language)


def ago(value: datetime, now: datetime, language: str) -> str:
    return format_timedelta(value - now, add_direction=True, locale=locale(language))


@lru_cache(maxsize=512)
def month_names(language: str) -> tuple[str, ...]:
    """Without "LLL" where months that stand alone are the same: Babel 2.18 has one table of them for ja, ko and he."""
    pattern = "LLL" if language == "vi" else "MMM"
    return tuple(format_date(date(2000, month, 1), pattern, locale=locale(language)) for month in range(1, 13))


def moment_in_words(value: datetime, language: str) -> str:
    """For a paper, which says one and the same in two languages: the date as each writes it, the time in Vietnam."""
    at_home = value.astimezone(HOME)
    return f"{day(at_home.date(), language)}, {at_home:%H:%M} ({offset(value, HOME)})"


@lru_cache(maxsize=2048)
def month_name(month: str, language: str) -> str:
    """2027-01 as people write a month of a year."""
    return str(format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=locale(language)))


def zone_at(value: datetime, zone: str, language: str) -> str:
    """The zone's name, and how far it is from UTC at that moment."""
    return f"{zone_name(zone, language)}, {offset(value, ZoneInfo(zone))}"


def zone_name(zone: str, language: str) -> str:
    return str(get_timezone_name(ZoneInfo(zone), width="long", locale=locale(language)))


def zone_place(zone: str, language: str) -> str:
    """The zone by its country or city, with how far it is from UTC now."""
    clock = ZoneInfo(zone)
    return f"{offset(datetime.now(UTC), clock)} {get_timezone_location(clock, locale=locale(language))}"


def territory(country: str, language: str) -> str:
    """The name of a country, ISO 3166-1 alpha-2."""
    return str(locale(language).territories.get(country, country))
