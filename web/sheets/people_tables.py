"""Finding the list of people in a sheet: below titles, under one or two rows of headings, above signatures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.text import clean
from web.sheets.people_words import NO_PERSON, Field, PeopleWords
from web.sheets.rows import Cell, Row

MOST_TITLES = 30
"""Rows above the headings."""
OF_NAME: tuple[Field, ...] = ("family", "name", "given")


@dataclass
class Table:
    """`columns` by their place, `lines` with the number of their row. `unread`: headings that mean nothing here.
    `passed`: rows that are nobody.
    """

    columns: Mapping[int, Field]
    unread: list[str]
    lines: list[tuple[int, dict[Field, list[Cell]]]] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)


def table_in(rows: Sequence[Row], words: PeopleWords) -> Table | None:
    for at, (_, cells) in enumerate(rows[:MOST_TITLES]):
        headings = _fields(cells, words)
        if not set(OF_NAME).isdisjoint(headings.values()):
            below = rows[at + 1][1] if at + 1 < len(rows) else []
            second = _fields(below, words) if _is_heading(below, headings, words) else {}
            start = at + 2 if second else at + 1
            columns = _with_rest_of_name(headings | second, cells, below if second else [], rows[start:])
            table = Table(columns, _unread(cells, below if second else [], columns))
            _read(rows[start:], table, words)
            return table
    return None


def _fields(cells: Sequence[Cell], words: PeopleWords) -> dict[int, Field]:
    """The first column of each meaning."""
    found: dict[int, Field] = {}
    for place, cell in enumerate(cells):
        meant = words.field(cell.value) if isinstance(cell.value, str) else None
        if meant is not None and meant not in found.values():
            found[place] = meant
    return found


def _is_heading(below: Sequence[Cell], above: Mapping[int, Field], words: PeopleWords) -> bool:
    """The second row of merged headings says what the first left open, and names nobody."""
    if not _fields(below, words):
        return False
    said = [(place, cell.value) for place, cell in enumerate(below) if cell.value is not None]
    return all(isinstance(value, str) for _, value in said) and all(
        words.field(str(value)) in {"family", "given"} for place, value in said if above.get(place) in OF_NAME
    )


def _with_rest_of_name(
    columns: dict[int, Field], upper: Sequence[Cell], lower: Sequence[Cell], rows: Sequence[Row]
) -> dict[int, Field]:
    """A heading merged over two columns: the given name stands in the second, under nothing."""
    meant = set(columns.values())
    if "given" in meant and "name" in meant and "family" not in meant:
        columns = {place: "family" if one == "name" else one for place, one in columns.items()}
    at = next((place for place, one in columns.items() if one == "name"), None)
    if at is None or "given" in meant or at + 1 in columns or not any(len(cells) > at + 1 for _, cells in rows):
        return columns
    untitled = all(len(row) <= at + 1 or row[at + 1].value is None for row in (upper, lower))
    words = [cells[at + 1].value for _, cells in rows if len(cells) > at + 1]
    if untitled and any(isinstance(word, str) for word in words):
        columns[at + 1] = "given"
    return columns


def _unread(upper: Sequence[Cell], lower: Sequence[Cell], columns: Mapping[int, Field]) -> list[str]:
    named = {
        place: clean(str(cell.value))
        for row in (upper, lower)
        for place, cell in enumerate(row)
        if cell.value is not None
    }
    return [heading for place, heading in named.items() if place not in columns]


def _read(rows: Sequence[Row], table: Table, words: PeopleWords) -> None:
    for number, cells in rows:
        line = _line(cells, table.columns)
        if _is_somebody(line, words, numbered="number" in table.columns.values()):
            table.lines.append((number, line))
        elif _says_anything(cells):
            table.passed.append(number)


def _line(cells: Sequence[Cell], columns: Mapping[int, Field]) -> dict[Field, list[Cell]]:
    found: dict[Field, list[Cell]] = {}
    for place, meant in columns.items():
        if place < len(cells) and cells[place].value is not None:
            found.setdefault(meant, []).append(cells[place])
    return found


def _says_anything(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell.value, str) for cell in cells)


def _is_somebody(line: Mapping[Field, list[Cell]], words: PeopleWords, *, numbered: bool) -> bool:
    """Titles of sections, totals, signatures and headings that come again on each page are nobody. Who has a telephone
    and no name, or a number and an organisation, is somebody whose line has a fault.
    """
    name = " ".join(_texts(line, OF_NAME))
    has_number = any(_is_number(cell) for cell in line.get("number", []))
    if not name:
        return not {"email", "phone"}.isdisjoint(line) or (has_number and "organisation" in line)
    if NO_PERSON.match(clean(name).casefold()) or words.field(name) in OF_NAME:
        return False
    return has_number or not numbered


def _texts(line: Mapping[Field, list[Cell]], fields: Sequence[Field]) -> Iterator[str]:
    for one in fields:
        yield from (str(cell.value) for cell in line.get(one, []))


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell.value, str) or cell.value.strip(" .").isdecimal()
