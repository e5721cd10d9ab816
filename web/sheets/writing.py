"""A co-op's listings as an .xlsx file: a line each, words to choose from, and lines to go on with."""

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList

from shared.contracts.importing import ExportedListing
from shared.contracts.values import Language
from web.forms.fields import Form
from web.forms.listings import fill_body
from web.sheets.columns import COLUMNS, IDENTITY, SHOWN, Column, Words

Content = str | Decimal | int | None
GOES_ON = 1000
"""Lines after the last one that still offer the words."""
TEXT_FORMAT = "@"
"""A code's first zeros stay."""


def workbook(
    listings: Sequence[ExportedListing], language: Language, text: Callable[[str], str], words: Words
) -> bytes:
    book = Workbook(write_only=True)
    sheet, choices = book.create_sheet(text("Products")), book.create_sheet("…")
    choices.sheet_state = "hidden"
    offered: dict[str, list[str]] = {}
    for place, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT if column.kind == "text" else "General"
        if column.kind == "choice":
            said = offered.setdefault(column.of, [*column.choices(text, words).values()])
            of = get_column_letter([*offered].index(column.of) + 1)
            _offer(sheet.data_validations, f"'…'!${of}$1:${of}${len(said)}", f"{letter}2:{letter}{GOES_ON}")
    sheet.freeze_panes = "C2"
    sheet.append([_heading(WriteOnlyCell(sheet, column.title(text))) for column in COLUMNS])
    for listing in listings:
        sheet.append([_cell(WriteOnlyCell(sheet), value) for value in _values(listing, language, text, words)])
    longest = max(map(len, offered.values()))
    for row in range(longest):
        choices.append([said[row] if row < len(said) else None for said in offered.values()])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _offer(validations: DataValidationList, source: str, cells: str) -> None:
    validation = DataValidation(type="list", formula1=source, allow_blank=True)
    validation.add(cells)
    validations.dataValidation.append(validation)


def _heading(cell: Cell) -> Cell:
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E4E8F1")
    return cell


def _cell(cell: Cell, value: Content) -> Cell:
    """A text that begins with = is a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", TEXT_FORMAT
    return cell


def _values(
    listing: ExportedListing, language: Language, text: Callable[[str], str], words: Words
) -> Iterable[Content]:
    form = filled(listing, language)
    for column in COLUMNS:
        yield _value(form, column, text, words)


def _value(form: Form, column: Column, text: Callable[[str], str], words: Words) -> Content:
    if not form[column.field]:
        return None
    if column.kind == "choice":
        return column.choices(text, words).get(form[column.field], form[column.field])
    if column.kind == "amount":
        return form.decimal(column.field)
    return form.integer(column.field) if column.kind == "count" else form[column.field]


def filled(listing: ExportedListing, language: Language) -> Form:
    """What the columns say of it, as a person would type it."""
    form = fill_body(Form(language), listing.body)
    form.fill(**{SHOWN: "yes" if listing.status == "published" else "no", IDENTITY: listing.id})
    return Form(language, {column.field: form.values.get(column.field, [""]) for column in COLUMNS})
