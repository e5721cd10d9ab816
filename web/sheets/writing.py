"""What somebody has stated as an .xlsx file: a line each, words to choose from, and lines to go on with."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList

from web.forms.fields import Form
from web.sheets.column import Column, Kind, Text, Words

Content = str | Decimal | int | date | None
GOES_ON = 1000
"""Lines after the last one that still offer the words."""
AS_TYPED = ("text", "choices", "months", "degrees")
TEXT_FORMAT = "@"
"""A code's first zeros stay."""


def workbook(title: str, columns: Sequence[Column], forms: Iterable[Form], text: Text, words: Words) -> bytes:
    book = Workbook(write_only=True)
    sheet, choices = book.create_sheet(text(title)), book.create_sheet("…")
    choices.sheet_state = "hidden"
    offered: dict[str, list[str]] = {}
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT if column.kind in AS_TYPED else "General"
        if column.kind == "choice":
            said = offered.setdefault(column.of, [*column.choices(text, words).values()])
            of = get_column_letter([*offered].index(column.of) + 1)
            _offer(sheet.data_validations, f"'…'!${of}$1:${of}${len(said)}", f"{letter}2:{letter}{GOES_ON}")
    sheet.freeze_panes = "C2"
    sheet.append([_heading(WriteOnlyCell(sheet, column.title(text))) for column in columns])
    for form in forms:
        values = (_value(form, column, text, words) for column in columns)
        sheet.append([_cell(WriteOnlyCell(sheet), value) for value in values])
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


def _value(form: Form, column: Column, text: Text, words: Words) -> Content:
    if not form[column.field]:
        return None
    if column.kind == "choice":
        return column.choices(text, words).get(form[column.field], form[column.field])
    if column.kind == "choices":
        said = column.choices(text, words)
        return ", ".join(said.get(code, code) for code in form.chosen(column.field))
    if column.kind == "months":
        return ", ".join(form.chosen(column.field))
    read: Mapping[Kind, Callable[[str], Content]] = {"date": form.date, "amount": form.decimal, "count": form.integer}
    return read[column.kind](column.field) if column.kind in read else form[column.field]
