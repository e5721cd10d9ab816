"""The cells of a line by the fields that their headings name."""

from collections.abc import Iterator, Mapping, Sequence

from shared.contracts.values import Language
from shared.errors import Rejected
from web.forms.fields import Form
from web.sheets.column import Meanings
from web.sheets.rows import Cell, Row


def named(rows: Sequence[Row], meanings: Meanings, *needed: str) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Each line's number and cells; refused when the first line has not the headings without which nothing goes."""
    fields = headed(rows, meanings)
    if not fields or not {*needed} <= {*fields}:
        raise Rejected("sheet_headings")
    for number, cells in rows[1:]:
        yield number, {name: cell for name, cell in zip(fields, cells, strict=False) if name is not None}


def headed(rows: Sequence[Row], meanings: Meanings) -> list[str | None]:
    """The fields that the first line names."""
    first = rows[0][1] if rows else []
    return [None if cell.value is None else meanings.field(str(cell.value)) for cell in first]


def unread(rows: Sequence[Row], meanings: Meanings) -> list[str]:
    """The headings that name none."""
    fields = zip(rows[0][1], headed(rows, meanings), strict=True)
    return [str(cell.value) for cell, field in fields if field is None and cell.value is not None]


def as_form(cells: Mapping[str, Cell], meanings: Meanings, language: Language) -> Form:
    form = Form(language, {name: meanings.typed(name, cell, language) for name, cell in cells.items()})
    for name, cell in cells.items():
        if cell.is_formula:
            form.fault(name, "formula")
    return form
