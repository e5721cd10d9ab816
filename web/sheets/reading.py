"""A sent .xlsx file as rows of cells: judged before it is unpacked, never run, read no further than a list goes."""

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from shared.errors import Rejected
from web.sheets.rows import MOST_COLUMNS, MOST_LINES, Cell, Row, Value, Which, letter

MOST_SHEETS = 20
LARGEST_UNPACKED = 40 * 2**20  # bytes
MOST_PARTS = 200
LIBRARY_GIVES_UP = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ParseError, InvalidFileException, NotImplementedError),
    *(LookupError, TypeError, ValueError, AttributeError, RuntimeError),
)
"""What the library raises at parts that contradict each other."""


def rows(content: bytes) -> list[Row]:
    """The first sheet's lines that say anything, with their numbers; the first of them holds the headings."""
    with _opened(content) as book:
        return _narrowed(_few_enough([*_rows(book.worksheets[0])]))


def visible_sheets(content: bytes) -> dict[str, list[Row]]:
    """Those that a person sees, by their names."""
    with _opened(content) as book:
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return {sheet.title: _narrowed(_few_enough([*_rows(sheet)])) for sheet in seen[:MOST_SHEETS]}


READ: Mapping[Which, Callable[[bytes], dict[str, list[Row]]]] = {
    "first": lambda content: {"": rows(content)},
    "visible": visible_sheets,
}
"""Sheet → its rows."""


@contextlib.contextmanager
def _opened(content: bytes) -> Iterator[Workbook]:
    """Small when it was opened, and ours to read from until the end."""
    try:
        _must_be_small(content)
        yield load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except LIBRARY_GIVES_UP as error:
        raise Rejected("sheet_unreadable") from error


def _narrowed(found: list[Row]) -> list[Row]:
    """As wide as anything is said: an empty cell says something only beside others."""
    width = max(
        (place for _, cells in found for place, cell in enumerate(cells, 1) if cell.value is not None), default=0
    )
    return [(number, cells[:width]) for number, cells in found]


def _few_enough(found: list[Row]) -> list[Row]:
    if len(found) > MOST_LINES + 1:
        raise Rejected("sheet_too_large", most=MOST_LINES)
    return found


def _must_be_small(content: bytes) -> None:
    """The sizes that the directory states are as far as its parts are unpacked."""
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Rejected("sheet_too_large", most=MOST_LINES)


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """One line more than may be, so that it is noticed."""
    lines = sheet.iter_rows(max_row=MOST_LINES + 2, max_col=MOST_COLUMNS)
    for number, line in enumerate(lines, 1):
        cells = [
            Cell(f"{letter(place)}{number}", _value(cell.value), cell.data_type == "f")
            for place, cell in enumerate(line, 1)
        ]
        if any(cell.value is not None for cell in cells):
            yield number, cells


def _value(value: object) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
