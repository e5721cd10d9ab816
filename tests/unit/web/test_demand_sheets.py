"""A buyer's demands as a spreadsheet, both ways."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec import convert
from msgspec.structs import replace
from openpyxl import load_workbook

from shared.contracts.demand_sheets import ImportedDemand
from shared.contracts.matching import Demand, DemandBody
from shared.contracts.values import Language, Named, Quantity
from shared.errors import Rejected
from shared.ids import uuid7
from web.languages import SPOKEN
from web.render import Pages
from web.sheets.column import Meanings, words_in
from web.sheets.csv_files import rows_of_csv
from web.sheets.demands import COLUMNS, DemandLine, Own, demands_of_sheet, filled
from web.sheets.reading import rows
from web.sheets.rows import Row
from web.sheets.writing import workbook

PAGES = Pages()
MEANINGS = Meanings({code: PAGES.texts(code) for code in SPOKEN}, COLUMNS)
BUYER = uuid7()
FULL = convert(
    {
        "what": "乾燥レンコン",
        "lang": "ja",
        "category": "food",
        "quantity": {"amount": "1250.5", "unit": "KGM"},
        "destination": "JP",
        "deadline": "2031-12-31",
        "certificates": ["HACCP", "JAS"],
        "certificates_wished": ["BRCGS"],
        "min_stars": 4,
        "note": "=1+1",
        "sample_first": True,
        "text": "乾燥レンコン 毎月",
        "grade": "A",
        "months": ["2031-01", "2031-02"],
        "packaging": {"kind": "XCT", "content": {"amount": "12", "unit": "KGM"}},
        "incoterm": "CIF",
        "place": "Yokohama",
        "target_price": {"amount": "3.45", "currency": "USD", "unit": "KGM"},
        "payment_terms": "30 days",
        "visibility": "invited",
    },
    DemandBody,
)


def a_demand(body: DemandBody = FULL) -> Demand:
    return Demand(
        id=uuid7(),
        version=3,
        organisation=Named(id=BUYER, name="Yokohama Foods"),
        country="JP",
        body=body,
        posted_at=datetime.now(UTC),
        suggestions=0,
    )


def taken_home(language: Language, *demands: Demand) -> bytes:
    text = PAGES.texts(language)
    forms = [filled(one, language) for one in demands]
    return workbook("Demands", COLUMNS, forms, text, words_in(language, text))


def read(sent: Sequence[Row], *demands: Demand, language: Language = "en") -> list[DemandLine]:
    return demands_of_sheet(sent, Own(BUYER, demands), MEANINGS, language)


def of_csv(text: str, *demands: Demand, language: Language = "en") -> list[DemandLine]:
    return read(rows_of_csv(text.encode()), *demands, language=language)


def stated(line: DemandLine) -> ImportedDemand:
    assert line.demand is not None, line.faults
    return line.demand


def ids(lines: Sequence[DemandLine]) -> list[UUID]:
    return [stated(line).id for line in lines]


@pytest.mark.parametrize("home", SPOKEN)
@pytest.mark.parametrize("back", ["vi", "en"])
def test_what_went_home_and_comes_back_says_the_same(home: Language, back: Language) -> None:
    demands = a_demand(), a_demand(replace(FULL, status="closed")), a_demand(DemandBody(what="mango", destination="KR"))
    lines = read(rows(taken_home(home, *demands)), *demands, language=back)
    assert [line.faults for line in lines] == [{}, {}, {}]
    for line, demand in zip(lines, demands, strict=True):
        item = stated(line)
        assert (item.id, item.expected_version) == (demand.id, 3)
        assert {name: getattr(item, name) for name in DemandBody.__struct_fields__} == {
            name: getattr(demand.body, name) for name in DemandBody.__struct_fields__
        }


def test_a_changed_cell_changes_that_field_and_keeps_what_has_no_column() -> None:
    demand = a_demand()
    book = load_workbook(io.BytesIO(taken_home("en", demand)))
    at = {column.field: place for place, column in enumerate(COLUMNS, 1)}
    book.worksheets[0].cell(2, at["quantity_amount"]).value = 2000
    book.worksheets[0].cell(2, at["months"]).value = date(2031, 3, 1)
    target = io.BytesIO()
    book.save(target)
    [line] = read(rows(target.getvalue()), demand)
    item = stated(line)
    assert (item.quantity, item.months) == (Quantity(amount=Decimal(2000), unit="KGM"), ["2031-03"])
    assert (item.text, item.lang) == (FULL.text, "ja")


def test_a_line_without_a_number_gets_always_the_same() -> None:
    sheet = "what;destination;quantity_amount;quantity_unit\nDried mango;Japan;{};kg\nDried mango;JP;7;kg\nHoney;KR;;\n"
    once, again = of_csv(sheet.format("1,200")), of_csv(sheet.format("900"))
    assert ids(once) == ids(again)
    assert len({*ids(once)}) == 3
    first = a_demand(DemandBody(what="Dried mango", lang="en", destination="JP", status="closed"))
    known = replace(first, id=ids(once)[0])
    assert stated(of_csv(sheet.format("900"), known)[0]).status == "closed", "what is left empty is not opened again"


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "utf-8")]
)
def test_a_csv_file_is_read_as_programs_write_it(separator: str, encoding: str) -> None:
    text = "what,destination,months\r\nXoài sấy,Nhật Bản,01/2031 2031-02".replace(",", separator)
    [line] = read(rows_of_csv(text.encode(encoding)), language="vi")
    assert (stated(line).destination, stated(line).months) == ("JP", ["2031-01", "2031-02"])


def test_each_fault_is_told_at_its_cell() -> None:
    [line] = of_csv(
        "what,destination,quantity_amount,deadline,months,certificates,min_stars\n,Atlantis,lots,soon,May,HACCP?,9\n"
    )
    assert {name: line.places[name] for name in line.faults} == {
        "what": "A2",
        "destination": "B2",
        "quantity_amount": "C2",
        "deadline": "D2",
        "months": "E2",
        "certificates": "F2",
        "min_stars": "G2",
    }
    assert line.demand is None


@pytest.mark.parametrize("content", [b"\xff\x00\x80 nothing", b"a,b\n1,2\n", b""])
def test_what_is_no_list_of_demands_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected):
        read(rows_of_csv(content))


@pytest.mark.parametrize("language", SPOKEN)
def test_no_heading_means_two_things(language: Language) -> None:
    text = PAGES.texts(language)
    titles = [column.title(text).casefold() for column in COLUMNS]
    assert len(set(titles)) == len(titles)
