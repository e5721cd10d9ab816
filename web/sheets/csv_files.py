"""A sent .csv file as rows of cells, in whatever way a spreadsheet of that country wrote it."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter

from shared.errors import Rejected
from web.sheets.rows import MOST_COLUMNS, MOST_LINES, Cell, Row, letter

DELIMITERS = ";,\t"
LOOKED_AT = 4000
"""Characters at the beginning, to see what stands between the cells."""


def rows_of_csv(content: bytes) -> list[Row]:
    text = _decoded(content)
    counted = Counter(character for character in text[:LOOKED_AT] if character in DELIMITERS)
    delimiter = max(DELIMITERS, key=lambda one: counted[one])
    found: list[Row] = []
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            cells = [
                Cell(f"{letter(place)}{number}", cell.strip() or None)
                for place, cell in enumerate(line[:MOST_COLUMNS], 1)
            ]
            if any(cell.value is not None for cell in cells):
                found.append((number, cells))
            if len(found) > MOST_LINES + 1:
                raise Rejected("sheet_too_large", most=MOST_LINES)
    except csv.Error as error:
        raise Rejected("sheet_unreadable") from error
    return found


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 as Excel's "Unicode text", or the code page of Vietnamese Windows."""
    encoding = "utf-16" if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1258", errors="replace")
