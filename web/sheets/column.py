"""A column of a spreadsheet that people fill in: what it is called and what its cells may say, in all our languages."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from shared.contracts.importing import LineOutcome
from shared.contracts.values import Language
from shared.i18n import N_
from shared.text import clean
from web.formats import number as written
from web.formats import territory
from web.forms.choices import COUNTRIES, CURRENCIES, INCOTERMS
from web.forms.trade import NO_ALLERGENS
from web.sheets.rows import Cell
from web.vocabulary import translated

Text = Callable[[str], str]
Words = Mapping[str, Mapping[str, str]]
Kind = Literal["text", "amount", "count", "degrees", "date", "choice", "choices", "months"]
CODES: Mapping[str, Mapping[str, str]] = {
    "currency": {one: one for one in CURRENCIES},
    "incoterm": {one: one for one in INCOTERMS},
}
YES_OR_NO = {"yes": N_("yes"), "no": N_("no")}
IDENTITY = "id"
_MONTH = re.compile(r"(20\d\d)-(\d\d?)(?:-\d\d)?|(\d\d?)/(20\d\d)")
"""2027-01, 01/2027, and what a spreadsheet makes of them: 2027-01-01."""

_BETWEEN = re.compile(r",(?![^(]*\))")
"""A comma that is not within brackets: "gluten (wheat, rye), fish"."""
_DAY = re.compile(r"(20\d\d)[/.](\d\d?)[/.](\d\d?)|(\d\d?)[/.](\d\d?)[/.](20\d\d)")


@dataclass(frozen=True)
class Column:
    """`field` is the form's name of it. `of` names the words that it chooses from."""

    field: str
    heading: str
    kind: Kind = "text"
    of: str = ""
    width: int = 14
    facts: tuple[tuple[str, object], ...] = ()

    def title(self, text: Text) -> str:
        return text(self.heading) % dict(self.facts)

    def choices(self, text: Text, words: Words) -> Mapping[str, str]:
        """Code → what the cell says."""
        if self.of == "yes_or_no":
            return {code: text(word) for code, word in YES_OR_NO.items()}
        if self.of == "allergens":
            return {NO_ALLERGENS: text(N_("none of these")), **words["allergen"]}
        return CODES.get(self.of) or words.get(self.of, {})


@dataclass
class Line:
    """`faults`: form's or document's field → code. `places`: form's field → its cell."""

    number: int
    name: str = ""
    outcome: LineOutcome | None = None
    faults: dict[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


L = TypeVar("L", bound=Line)


@dataclass
class Found(Generic[L]):
    """What is in a file. `unread`: headings of columns that are not taken over. `passed`: how many rows are no line."""

    lines: Sequence[L]
    unread: Sequence[str] = ()
    passed: int = 0


class Meanings:
    """What headings and words mean, in whatever language of ours the file was made."""

    def __init__(self, texts: Mapping[Language, Text], columns: Sequence[Column]) -> None:
        self.by_field = {column.field: column for column in columns}
        self._fields: dict[str, str] = {_plain(column.field): column.field for column in columns}
        self._codes: dict[str, dict[str, str]] = {column.field: {} for column in columns}
        for language, text in texts.items():
            words = words_in(language, text)
            for column in columns:
                self._fields[_plain(column.title(text))] = column.field
                said = column.choices(text, words).items()
                self._codes[column.field] |= {_plain(word): code for code, word in said}
                self._codes[column.field] |= {_plain(code): code for code, _ in said}

    def field(self, heading: str) -> str | None:
        return self._fields.get(_plain(heading))

    def typed(self, name: str, cell: Cell, language: Language) -> list[str]:
        """What a person would have typed into the form."""
        column, value = self.by_field[name], cell.value
        if value is None:
            return [""]
        if column.kind == "choices":
            return [self._code(name, word) for word in _BETWEEN.split(str(value)) if word.strip()]
        if column.kind == "months":
            return _months(str(value))
        if isinstance(value, str):
            return [self._said(column, value, language)]
        return [_number(column, value, language)]

    def _said(self, column: Column, value: str, language: Language) -> str:
        if column.kind == "choice":
            return self._code(column.field, value)
        return _date(value, language) if column.kind == "date" else value

    def _code(self, field: str, word: str) -> str:
        """As it was typed when it means nothing: the form says so at its place."""
        return self._codes[field].get(_plain(word), word)


def _number(column: Column, value: float, language: Language) -> str:
    if column.kind in {"amount", "degrees"}:
        return written(Decimal(str(value)), language)
    return str(int(value)) if value == int(value) else str(value)


def words_in(language: Language, text: Text) -> Words:
    """All that a cell may choose from."""
    return {**translated(text), "country": {code: territory(code, language) for code in COUNTRIES}}


def _months(said: str) -> list[str]:
    """As typed where it is none: the form says so."""
    found = []
    for word in re.split(r"[,;\s]+", said.strip()):
        match = _MONTH.fullmatch(word)
        if match is None:
            found.append(word)
        else:
            year, month = match[1] or match[4], match[2] or match[3]
            found.append(f"{year}-{int(month):02d}")
    return found


def _date(said: str, language: Language) -> str:
    """Year first is clear; day first only where people write it so."""
    match = _DAY.fullmatch(said.strip())
    if match is None or (match[4] and language != "vi"):
        return said
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _plain(word: str) -> str:
    return clean(word).casefold()
