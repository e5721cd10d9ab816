"""One reader's language and clock: words, numbers and dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal

from shared.contracts.values import Language
from shared.i18n import load_catalogues
from shared.moments import CLOCKS, moment, offset, own_clock

_PLACE = re.compile(r"%\(\w+\)s")
Day = date
"""By a name that no method has."""


@dataclass(frozen=True)
class Speech:
    language: Language
    translations: NullTranslations
    clock: ZoneInfo

    def gettext(self, message: str) -> str:
        return self._set_apart(self.translations.gettext(message))

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self._set_apart(self.translations.ngettext(singular, plural, count))

    def _set_apart(self, text: str) -> str:
        """From the right, a Latin name would take the signs and the number beside it along (UAX #9)."""
        if self.language != "he":
            return text
        return _PLACE.sub("\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", text)

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self.language)

    def money(self, amount: Decimal, currency: str) -> str:
        return format_currency(amount, currency, locale=self.language)

    def amount(self, amount: Decimal) -> str:
        return format_decimal(amount, locale=self.language, decimal_quantization=False)

    def month(self, month: str) -> str:
        """2027-01 as people write it."""
        return str(format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=self.language))

    def date(self, at: datetime, zone: str) -> str:
        """The day that it is at the venue."""
        return format_date(at.astimezone(ZoneInfo(zone)), format="long", locale=self.language)

    def day(self, day: Day) -> str:
        return format_date(day, format="long", locale=self.language)

    def moment(self, at: datetime) -> str:
        """Of what has no place, as deadlines: on the reader's own clock."""
        return moment(at, self.clock.key, language=self.language)

    def time(self, at: datetime, zone: str) -> str:
        """At the venue; beside it, when it is another, on the reader's own clock."""
        place, reader = ZoneInfo(zone), self.clock
        there, here = at.astimezone(place), at.astimezone(reader)
        if there.utcoffset() == here.utcoffset():
            return self._clock(there)
        own = self._clock(here)
        if here.date() != there.date():
            own = f"{format_date(here, format='medium', locale=self.language)}, {own}"
        return f"{self._clock(there)} ({offset(at, place)}) = {own} ({offset(at, reader)})"

    def _clock(self, at: datetime) -> str:
        """As pages say it: in Korean CLDR's own short time has "AM" in the place of 오전."""
        return format_time(at, format="HH:mm", locale=self.language)

    def country(self, code: str) -> str:
        """ISO 3166-1 alpha-2 as people call it."""
        return str(Locale(self.language).territories.get(code, code))

    def name(self, names: Mapping[Language, str]) -> str:
        """The name in this language, else one that most readers can make something of."""
        for language in (self.language, "en", "vi", *names):
            if language in names:
                return names[language]
        return ""


SPEECHES: Mapping[Language, Speech] = {
    language: Speech(language, translations, CLOCKS[language])
    for language, translations in load_catalogues(Path(__file__).parent).items()
}


@cache
def speech_to(language: Language, zone: str) -> Speech:
    """To a reader who has chosen this zone, or none."""
    return replace(SPEECHES[language], clock=own_clock(zone, language))
