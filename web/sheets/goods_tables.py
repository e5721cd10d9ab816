"""Finding the goods in a list that a co-op keeps for itself: below titles, under its own headings, above signatures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shared.text import clean
from web.formats import UNIT_SYMBOLS
from web.forms.choices import CATEGORIES
from web.forms.fields import Form
from web.sheets.column import Meanings
from web.sheets.goods_cells import LANGUAGE, UnclearError, read_cell
from web.sheets.goods_words import NAME, NO_GOODS, NOT_TAKEN, NUMBER, Aside, Meaning, aside, meaning
from web.sheets.rows import Cell, Row

MOST_TITLES = 30
"""Rows above the headings."""
FEWEST = 2
"""Columns that mean something: a title may have one of our words in it."""


AMOUNTS = {"price_amount": "price_unit", "moq_amount": "moq_unit", "capacity_every": "capacity_unit"}


@dataclass
class Column:
    heading: str
    meaning: Meaning
    aside: Aside


@dataclass
class GoodsLine:
    """`places`: the form's field → its cell."""

    number: int
    form: Form
    places: dict[str, str] = field(default_factory=dict)


@dataclass
class Goods:
    """`unread`: headings that mean nothing here. `passed`: how many rows are no goods."""

    lines: list[GoodsLine]
    unread: list[str]
    passed: int = 0


def goods_in(rows: Sequence[Row], meanings: Meanings) -> Goods | None:
    for at, (_, cells) in enumerate(rows[:MOST_TITLES]):
        columns = _columns(_headings(cells))
        if NAME not in {one.meaning for one in columns.values()} or len(columns) < FEWEST:
            continue
        below = rows[at + 1][1] if at + 1 < len(rows) else []
        second = _is_second(below, columns)
        headings = _headings(cells, below if second else [])
        columns = _columns(headings)
        unread = [text for place, text in headings.items() if place not in columns or not columns[place].meaning.field]
        goods = Goods([], unread)
        for number, line in rows[at + 1 + second :]:
            _take(number, line, columns, goods, meanings)
        _tell_apart(goods.lines)
        return goods
    return None


def _tell_apart(lines: Sequence[GoodsLine]) -> None:
    """Goods of one name in several sizes, without codes, are several products: their sizes belong to their names."""
    named = Counter(line.form["name_vi"].casefold() for line in lines)
    for line in lines:
        form = line.form
        size = (
            form["goods_size"]
            or f"{form['packing_net_amount']} {UNIT_SYMBOLS.get(form['packing_net_unit'], '')}".strip()
        )
        if named[form["name_vi"].casefold()] > 1 and not form["sku"] and size:
            form.fill(name_vi=f"{form['name_vi']} {size}")


def _headings(upper: Sequence[Cell], lower: Sequence[Cell] = ()) -> dict[int, str]:
    """A heading over several columns stands in the first of them, and counts for each that has one of its own below."""
    found: dict[int, str] = {}
    over = ""
    for place in range(max(len(upper), len(lower))):
        own, below = (_text(row[place]) if place < len(row) else "" for row in (upper, lower))
        over = own or over
        text = f"{over} {below}" if below else own
        if text:
            found[place] = text
    return found


def _is_second(below: Sequence[Cell], columns: Mapping[int, Column]) -> bool:
    """Words alone, and none where names stand."""
    said = {place: cell for place, cell in enumerate(below) if cell.value is not None}
    named = [place for place, one in columns.items() if one.meaning == NAME]
    return bool(said) and not {*named} & {*said} and all(isinstance(cell.value, str) for cell in said.values())


def _columns(headings: Mapping[int, str]) -> dict[int, Column]:
    """The first column of each meaning; what is not taken may stand there often."""
    found: dict[int, Column] = {}
    for place, heading in headings.items():
        meant = meaning(heading)
        if meant is not None and (meant == NOT_TAKEN or meant not in {one.meaning for one in found.values()}):
            found[place] = Column(heading, meant, aside(heading))
    return found


def _text(cell: Cell) -> str:
    return clean(cell.value) if isinstance(cell.value, str) else ""


def _take(number: int, cells: Sequence[Cell], columns: Mapping[int, Column], goods: Goods, meanings: Meanings) -> None:
    said = [(columns[place], cell) for place, cell in enumerate(cells) if place in columns and cell.value is not None]
    if _is_goods(said, numbered=any(one.meaning == NUMBER for one in columns.values())):
        goods.lines.append(_line(number, said, meanings))
    elif any(cell.value is not None for cell in cells):
        goods.passed += 1


def _is_goods(said: Sequence[tuple[Column, Cell]], *, numbered: bool) -> bool:
    """Titles of sections, totals, signatures and headings that come again on each page are none. What has a number and
    a price but no name is goods whose line has a fault.
    """
    by_field = {column.meaning.field: cell for column, cell in said}
    has_number = "number" in by_field and _is_number(by_field["number"])
    facts = by_field.keys() - {"number", "name_vi", ""}
    if "name_vi" not in by_field:
        return has_number and bool(facts)
    name = _text(by_field["name_vi"])
    if NO_GOODS.match(name.casefold()) or meaning(name) == NAME:
        return False
    return has_number if numbered and "number" in by_field else bool(facts)


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell.value, str) or cell.value.strip(" .").isdecimal()


def _line(number: int, said: Sequence[tuple[Column, Cell]], meanings: Meanings) -> GoodsLine:
    line = GoodsLine(number, Form(LANGUAGE))
    for column, cell in sorted(said, key=lambda one: one[0].meaning.kind != "unit"):
        if column.meaning not in {NUMBER, NOT_TAKEN}:
            line.places[column.meaning.place] = cell.place
            _fill(line, column, cell, meanings)
    _complete(line)
    return line


def _fill(line: GoodsLine, column: Column, cell: Cell, meanings: Meanings) -> None:
    """A unit beside a price is that price's; the column of units stands for what has none."""
    if cell.is_formula:
        line.form.fault(column.meaning.place, "formula")
        return
    try:
        typed = dict(_known(read_cell(*column.meaning, cell, column.aside), meanings))
    except UnclearError as unclear:
        line.form.fault(column.meaning.place, unclear.code)
        return
    line.form.fill(**typed)
    line.places |= dict.fromkeys(typed, cell.place)


def _known(typed: Mapping[str, str], meanings: Meanings) -> Iterator[tuple[str, str]]:
    """A group that is not one of ours says nothing; it is told by the name of the goods."""
    for name, value in typed.items():
        code = meanings.typed(name, Cell("", value), LANGUAGE)[0] if name == "category" else value
        if name != "category" or code in CATEGORIES:
            yield name, code


def _complete(line: GoodsLine) -> None:
    """One unit stands for all amounts of the line that have none. What is wanting is told where its amount stands."""
    for amount, unit in AMOUNTS.items():
        if line.form[amount]:
            line.form.fill(**{unit: line.form[unit] or line.form["price_unit"]})
            line.places.setdefault(unit, line.places[amount])
