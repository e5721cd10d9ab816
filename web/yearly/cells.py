"""Tables of the report, as people read them and as spreadsheets do."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct


class Cell(Struct, frozen=True):
    """`value` is for spreadsheets, `text` for people; `link` leads to the list behind it, below the language."""

    value: str | int | Decimal
    text: str
    link: str = ""

    @property
    def is_number(self) -> bool:
        return not isinstance(self.value, str)


class Table(Struct, frozen=True, kw_only=True):
    """`name` is its anchor and its sheet. The last `totals` rows are sums of those above."""

    name: str
    title: str
    note: str = ""
    head: list[str]
    rows: list[list[Cell]]
    totals: int = 0


def as_lines(table: Table) -> Iterable[Sequence[str | int | Decimal]]:
    """Head and rows, as a spreadsheet has them."""
    yield table.head
    for row in table.rows:
        yield [cell.value for cell in row]
