"""A co-op's listings as a spreadsheet, both ways; and files that mean harm."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from msgspec import convert
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from shared.contracts.importing import ExportedListing
from shared.contracts.listings import ListingBody
from shared.contracts.trade import TradeFacts
from shared.contracts.values import Language
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.listings import a_full_body
from web.languages import SPOKEN
from web.render import Pages
from web.sheets.apart import Bounds, rows_apart
from web.sheets.column import Meanings, words_in
from web.sheets.columns import COLUMNS, filled
from web.sheets.lines import ListingLine, Own, lines_of_json, lines_of_sheets
from web.sheets.reading import rows
from web.sheets.rows import MOST_LINES
from web.sheets.writing import workbook

PAGES = Pages()
MEANINGS = Meanings({code: PAGES.texts(code) for code in SPOKEN}, COLUMNS)
COOP = uuid7()
TRADE = convert(
    {
        "hs6": "081090",
        "tariff_codes": [{"scheme": "JP", "code": "081090210"}],
        "shelf_life": 1095,
        "net_weight": {"amount": "0.25", "unit": "KGM"},
        "private_label": False,
        "allergens": ["cereals", "nuts"],
        "growing_area": "VN-TGOR-0001",
        "packing_house": "TG-PH-12",
        "residue_test": "2026-10",
        "catch_certificate": True,
        "migration_test": "2026-03",
        "pre_assessed": "2026-02-01",
        "gross_weight": {"amount": "0.3", "unit": "KGM"},
        "packing": {"pack": {"amount": "250", "unit": "GRM"}, "packs_per_carton": 24, "cartons_per_40ft": 1200},
        "storage": {"lowest": "-18.5", "highest": "-15"},
        "order_multiple": {"amount": "12", "unit": "KGM"},
    },
    TradeFacts,
)


def taken_home(language: Language, *listings: ExportedListing) -> bytes:
    text = PAGES.texts(language)
    forms = [filled(one, language) for one in listings]
    return workbook("Products", COLUMNS, forms, text, words_in(language, text))


def read(content: bytes, *listings: ExportedListing, language: Language = "vi") -> Sequence[ListingLine]:
    return lines_of_sheets([rows(content)], Own(COOP, listings), MEANINGS, language).lines


def a_sheet(*lines: Mapping[str, object]) -> bytes:
    """With the form's names for headings."""
    book = Workbook()
    names = [*dict.fromkeys(name for line in lines for name in line)]
    book.worksheets[0].append(names)
    for line in lines:
        book.worksheets[0].append([line.get(name) for name in names])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def everything() -> list[ExportedListing]:
    body = replace(a_full_body(), trade=TRADE)
    odd = ListingBody(sku='=HYPERLINK("x")', names={"vi": "=1+1"}, descriptions={"vi": "a\nb"})
    return [
        ExportedListing(id=uuid7(), body=body, version=3),
        ExportedListing(id=uuid7(), body=odd, version=1, status="draft"),
    ]


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_taken_home_comes_back_as_it_was(language: Language) -> None:
    own = everything()
    lines = read(taken_home(language, *own), *own, language="vi" if language == "vi" else "en")
    for line, listing in zip(lines, own, strict=True):
        assert (line.faults, line.listing and line.listing.id) == ({}, listing.id)
        stated = convert({name: getattr(line.listing, name) for name in ListingBody.__struct_fields__}, ListingBody)
        assert (stated, line.listing and line.listing.shown) == (listing.body, listing.status == "published")


def test_a_changed_cell_changes_that_alone() -> None:
    [own, _] = everything()
    book = load_workbook(io.BytesIO(taken_home("vi", own)))
    at = {column.field: place for place, column in enumerate(COLUMNS, 1)}
    book.worksheets[0].cell(2, at["price_amount"]).value = 0.1
    book.worksheets[0].cell(2, at["goods_brand"]).value = "Sen Vàng"
    target = io.BytesIO()
    book.save(target)
    [line] = read(target.getvalue(), own)
    assert line.listing
    assert own.body.price
    assert line.listing.price == replace(own.body.price, amount=Decimal("0.1"))
    assert line.listing.trade == replace(TRADE, brand="Sen Vàng")
    assert line.listing.certificates == own.body.certificates
    assert line.listing.expected_version == 3


def test_titles_above_our_own_headings_are_passed_over() -> None:
    [own, _] = everything()
    book = load_workbook(io.BytesIO(taken_home("vi", own)))
    book.worksheets[0].insert_rows(1, 2)
    book.worksheets[0]["A1"] = "HỢP TÁC XÃ SEN VÀNG"
    target = io.BytesIO()
    book.save(target)
    [line] = read(target.getvalue(), own)
    assert (line.faults, line.number, line.listing and line.listing.id) == ({}, 4, own.id)


def test_a_new_code_has_one_id_and_a_known_one_is_found() -> None:
    own = ExportedListing(id=uuid7(), body=ListingBody(sku="A-1", names={"vi": "Chè"}), version=1)
    sheet = a_sheet({"sku": "A-1", "name_vi": "Trà"}, {"sku": "A-2", "name_vi": "Sen"})
    first, again = read(sheet, own), read(sheet, own)
    assert [line.listing and line.listing.id for line in first] == [line.listing and line.listing.id for line in again]
    assert first[0].listing
    assert (first[0].listing.id, first[0].listing.names) == (own.id, {"vi": "Trà"})


def test_each_fault_is_told_at_its_cell() -> None:
    sheet = a_sheet(
        {"sku": "A", "name_vi": "Sen", "price_amount": "nhiều", "category": "Xe máy", "moq_amount": 5},
        {"sku": "B", "name_vi": "", "goods_brand": "=1+1"},
        {"sku": 12.0, "name_vi": "Mít", "price_amount": "1.200,5", "price_currency": "VND", "price_unit": "kg"},
        {"sku": "C", "name_vi": "Na", "terms_lead_time": date(2026, 1, 2)},
    )
    one, two, three, four = read(sheet)
    assert one.faults == {"price_amount": "not_an_amount", "category": "unknown", "moq_unit": "required"}
    assert (one.places["price_amount"], one.listing) == ("C2", None)
    assert two.faults == {"name_vi": "required", "goods_brand": "formula"}
    assert three.listing
    assert three.listing.price
    assert (three.listing.sku, three.listing.price.amount) == ("12", Decimal("1200.5"))
    assert four.faults == {"terms_lead_time": "not_a_number"}


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(content: bytes, part: str, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, new if name == part else old.read(name))
    return target.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 50
    + b'">'
    + b"".join(f'<!ENTITY {new} "{f"&{old};" * 50}">'.encode() for old, new in zip("abcde", "bcdef", strict=True))
    + b"""
]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row></sheetData></worksheet>"""
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed(**{"xl/workbook.xml": bytes(200 * 2**20)}), "sheet_too_large"),
        (packed(hello=b"x"), "sheet_unreadable"),
        (a_sheet({"sku": "A"})[:2000], "sheet_unreadable"),
        (rewritten(a_sheet({"sku": "A"}), "xl/worksheets/sheet1.xml", LAUGHS), "sheet_unreadable"),
        (rewritten(a_sheet({"sku": "A"}), "xl/worksheets/sheet1.xml", b"<a>" * 200_000), "sheet_unreadable"),
        (a_sheet({"Tên": "A"}), "sheet_headings"),
        (a_sheet({"sku": "A"}, *({"sku": f"{n}"} for n in range(MOST_LINES))), "sheet_too_large"),
    ],
)
def test_files_that_mean_harm(content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        read(content)
    assert refusal.value.code == code


WIDE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    + b"<c><v>1</v></c>" * 1_500_000
    + b"</row></sheetData></worksheet>"
)


async def test_what_takes_too_much_ends_with_its_process() -> None:
    """A million and a half cells in one row."""
    greedy = rewritten(a_sheet({"sku": "A"}), "xl/worksheets/sheet1.xml", WIDE)
    assert [cell.value for _, cells in await rows_apart(a_sheet({"sku": "A"})) for cell in cells] == ["sku", "A"]
    for bounds in (Bounds(cpu=1), Bounds(memory=256 * 2**20)):
        with pytest.raises(Rejected) as refusal:
            await rows_apart(greedy, bounds)
        assert refusal.value.code == "sheet_too_large"


def test_lines_of_json_keep_their_number_and_their_faults() -> None:
    key = uuid7()
    lines = lines_of_json(f'{{"id":"{key}","sku":"A","names":{{"vi":"Sen"}}}}\n\n{{"sku":1}}\n[1]'.encode())
    assert [(line.number, bool(line.listing)) for line in lines] == [(1, True), (3, False), (4, False)]
    assert lines[1].faults == {"id": "required", "sku": "wrong_type", "names": "required"}
    for junk in (b"\xff\xfe\x00", b"%PDF-1.7 hello", b"[" * 100_000):
        with pytest.raises(Rejected) as refusal:
            lines_of_json(junk)
        assert refusal.value.code == "sheet_unreadable"


@pytest.mark.parametrize("language", SPOKEN)
def test_no_word_means_two_things(language: Language) -> None:
    text = PAGES.texts(language)
    words = words_in(language, text)
    titles = [column.title(text).casefold() for column in COLUMNS]
    assert len(set(titles)) == len(titles)
    for column in COLUMNS:
        said = [word.casefold() for word in column.choices(text, words).values()]
        assert len(set(said)) == len(said), column.field
