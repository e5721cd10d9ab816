"""The report's tables as files: CSV, a workbook, and the data of the printed page."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from web.spreadsheets import harmless
from web.yearly.cells import Table, as_lines
from web.yearly.drawing import Drawing

Value = str | int | Decimal


def as_csv(tables: Iterable[Table]) -> bytes:
    """One table below the other, each with its title. With a byte order mark: without one Excel takes Vietnamese for
    something else.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for table in tables:
        writer.writerow([table.title])
        writer.writerows([harmless(str(value)) for value in line] for line in as_lines(table))
        writer.writerow([])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


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


def as_page(
    title: str, tables: Iterable[Table], drawn: Sequence[Drawing], checked: Sequence[str], link: str
) -> dict[str, object]:
    """What `report.typ` is given; keys as it calls them."""
    return {
        "title": title,
        "link": link,
        "checks": list(checked),
        "drawings": [{"title": one.legend, "svg": str(one.svg)} for one in drawn],
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "note": table.note,
                "head": table.head,
                "rows": [[cell.text for cell in row] for row in table.rows],
                "numbers": [any(row[place].is_number for row in table.rows) for place in range(len(table.head))],
                "totals": table.totals,
            }
            for table in tables
            if table.rows
        ],
    }
