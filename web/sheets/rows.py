"""What a list is read into, whichever file it comes from. Apart from `reading`: openpyxl is not for web's process."""

from dataclasses import dataclass
from typing import Literal

BEGINNING = b"PK\x03\x04"
"""Of a workbook."""
MOST_LINES = 2000
MOST_COLUMNS = 200
ALPHABET = 26

Value = str | int | float | None
Which = Literal["first", "visible"]


@dataclass(frozen=True)
class Cell:
    """`place` as the spreadsheet names it: G4."""

    place: str
    value: Value
    is_formula: bool = False


Row = tuple[int, list[Cell]]


def letter(column: int) -> str:
    """A, B … Z, AA: as spreadsheets call their columns, from 1."""
    before, last = divmod(column - 1, ALPHABET)
    return (letter(before) if before else "") + chr(ord("A") + last)
