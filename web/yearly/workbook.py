"""The report's tables as a workbook."""

import io
from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from web.spreadsheets import harmless
from web.yearly.cells import Table, as_lines

Value = str | int | Decimal


def _plain(value: Value) -> str | float:
    """Spreadsheets keep no more digits of a number than a float does."""
    return harmless(value) if isinstance(value, str) else float(value)


def as_workbook(tables: Iterable[Table]) -> bytes:
    """A sheet for each table; numbers are numbers, and a text is never a formula."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A3"
        sheet.append([table.title, table.note])
        for place, line in enumerate(as_lines(table)):
            cells = []
            for value in line:
                cell = WriteOnlyCell(sheet, value=_plain(value))
                if place == 0 or place > len(table.rows) - table.totals:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
