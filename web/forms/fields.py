"""Reading a form: strings in, values out, every fault collected at its field. What was typed is never lost."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.numbers import NumberFormatError, parse_decimal
from litestar.datastructures import FormMultiDict, UploadFile

from shared.contracts.values import Language
from shared.errors import Rejected
from shared.text import clean, clean_lines
from web.formats import locale

Choice = TypeVar("Choice", bound=str)
LONGEST_LINE = 200
LONGEST_TEXT = 5000
LARGEST_INTEGER = 2**63 - 1  # what the bus and the databases know


class Form:
    """`values` as typed, `faults` by field name as codes. An empty optional field reads as None or ""."""

    def __init__(self, language: Language, values: Mapping[str, list[str]] | None = None) -> None:
        self.language = language
        self.values = dict(values or {})
        self.files: dict[str, UploadFile] = {}
        self.faults: dict[str, str] = {}

    @classmethod
    def sent(cls, language: Language, data: FormMultiDict) -> "Form":
        form = cls(language)
        for name, value in data.multi_items():
            if isinstance(value, UploadFile):
                form.files[name] = value
            else:
                form.values.setdefault(name, []).append(value)
        return form

    def fill(self, **values: object) -> "Form":
        """Start values, as a person would type them."""
        for name, value in values.items():
            if isinstance(value, (list, tuple, set)):
                self.values[name] = [str(item) for item in value]
            elif value is not None:
                self.values[name] = [str(value)]
        return self

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, [""])[0]

    def chosen(self, name: str) -> list[str]:
        return self.values.get(name, [])

    @property
    def ok(self) -> bool:
        return not self.faults

    def has_fault(self, *beginnings: str) -> bool:
        """Whether a field whose name begins so needs another look."""
        return any(name.startswith(beginnings) for name in self.faults)

    def says(self, *beginnings: str) -> bool:
        """Whether something stands in a field whose name begins so."""
        return any(name.startswith(beginnings) and any(typed) for name, typed in self.values.items())

    def speaks_of(self, *names: str) -> bool:
        """Whether one of these fields says something or needs another look: a fold with them stands open."""
        return any(any(self.chosen(name)) or name in self.faults for name in names)

    def fault(self, name: str, code: str) -> None:
        self.faults.setdefault(name, code)

    def refused(self, refusal: Rejected, rename: Mapping[str, str] | None = None) -> None:
        """Put a service's verdict on fields beside them; `rename` maps its names to the form's."""
        names = rename or {}
        for field, code in refusal.details.items():
            self.fault(names.get(field, field), str(code))

    def line(self, name: str, *, required: bool = False, longest: int = LONGEST_LINE) -> str:
        return self._text(name, clean(self[name]), required=required, longest=longest)

    def text(self, name: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        return self._text(name, clean_lines(self[name]), required=required, longest=longest)

    def _text(self, name: str, value: str, *, required: bool, longest: int) -> str:
        if required and not value:
            self.fault(name, "required")
        if len(value) > longest:
            self.fault(name, "too_long")
        return value

    def ticked(self, name: str) -> bool:
        return bool(self[name])

    def decimal(self, name: str, *, required: bool = False, least: int = 0) -> Decimal | None:
        """An amount as people of the form's language write it: 1.200,5 in Vietnamese, 1,200.5 in English."""

        def read(typed: str) -> Decimal:
            amount = parse_decimal(typed.replace("\u00a0", ""), locale=locale(self.language), strict=True)
            if not amount.is_finite() or amount < least:
                raise ValueError
            return amount

        return self._value(name, read, "not_an_amount", required=required)

    def integer(self, name: str, *, required: bool = False) -> int | None:

        def read(typed: str) -> int:
            number = int(typed)
            if abs(number) > LARGEST_INTEGER:
                raise ValueError
            return number

        return self._value(name, read, "not_a_number", required=required)

    def date(self, name: str, *, required: bool = False) -> date | None:
        return self._value(name, date.fromisoformat, "not_a_date", required=required)

    def moment(self, name: str, zone: str, *, required: bool = False) -> datetime | None:
        """A `datetime-local` field, meant on the clock of `zone`; or a date, meant as its first minute. In UTC: in an
        hour that a change of clocks repeats or leaves out, no time of another zone equals a local one (PEP 495).
        """

        def read(typed: str) -> datetime:
            local = datetime.fromisoformat(typed)
            return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

        return self._value(name, read, "not_a_date", required=required)

    def uuid(self, name: str) -> UUID | None:
        return self._value(name, UUID, "malformed", required=True)

    def choice(self, name: str, allowed: Iterable[Choice], *, required: bool = False) -> Choice | None:
        return self._value(name, {str(option): option for option in allowed}.__getitem__, "unknown", required=required)

    def choices(self, name: str, allowed: Iterable[Choice]) -> list[Choice]:
        options = {str(option): option for option in allowed}
        typed = [value for value in self.chosen(name) if value]
        if any(value not in options for value in typed):
            self.fault(name, "unknown")
        return [options[value] for value in typed if value in options]

    def _value(self, name: str, read: "Callable[[str], Result]", code: str, *, required: bool) -> "Result | None":
        typed = clean(self[name])
        if not typed:
            if required:
                self.fault(name, "required")
            return None
        try:
            return read(typed)
        except (ValueError, OverflowError, KeyError, NumberFormatError):
            self.fault(name, code)
            return None


Result = TypeVar("Result")
