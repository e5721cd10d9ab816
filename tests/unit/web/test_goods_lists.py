"""Lists of goods as co-ops keep them for themselves: titles, headings of their own, amounts with words."""

import io
from collections.abc import Sequence
from decimal import Decimal

import pytest
from openpyxl import Workbook

from shared.contracts.importing import ExportedListing, ImportedListing
from shared.contracts.listings import ListingBody
from shared.contracts.values import Capacity, Price, Quantity, Unit
from shared.errors import Rejected
from shared.ids import uuid7
from web.languages import SPOKEN
from web.render import Pages
from web.sheets.column import Found, Meanings
from web.sheets.columns import COLUMNS
from web.sheets.csv_files import rows_of_csv
from web.sheets.lines import ListingLine, Own, lines_of_sheets
from web.sheets.reading import rows

PAGES = Pages()
MEANINGS = Meanings({code: PAGES.texts(code) for code in SPOKEN}, COLUMNS)
COOP = uuid7()


def read(*lines: Sequence[object], own: Sequence[ExportedListing] = (), merged: str = "") -> Found[ListingLine]:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    if merged:
        book.worksheets[0].merge_cells(merged)
    target = io.BytesIO()
    book.save(target)
    return lines_of_sheets([rows(target.getvalue())], Own(COOP, own), MEANINGS, "en")


def stated(line: ListingLine) -> ImportedListing:
    assert line.listing is not None, line.faults
    return line.listing


def price_of(typed: object, heading: str = "Đơn giá (VNĐ)", unit: str = "kg") -> Price | str | None:
    [line] = read(["Tên sản phẩm", heading, "ĐVT"], ["Mực khô", typed, unit]).lines
    return next(iter(line.faults.values())) if line.faults else stated(line).price


def test_the_price_list_of_a_craft_village() -> None:
    found = read(
        ["HỢP TÁC XÃ GỐM CHU ĐẬU"],
        ["BẢNG GIÁ SẢN PHẨM NĂM 2026", None, None],
        [],
        ["STT", "Tên sản phẩm", "Mã SP", "Kích thước", "ĐVT", "Giá bán", None, "Sản lượng", "Chất liệu", "Ghi chú"],
        [None, None, None, None, None, "Bán lẻ", "Bán sỉ", "(cái/tháng)", None, None],
        ["I", "Gốm trang trí"],
        [1, "Bình hoa lam", "BHL-01", "30 x 45 cm", "Cái", 1_500_000, "1.200.000đ", 200, "Đất sét trắng", "hỏi anh Ba"],
        [2, "Cồng chiêng gốm", None, "Ø 20", "bộ", None, "Liên hệ", None, None, None],
        [None, "Tổng cộng", None, None, None, 1_500_000],
        [None, "Ngày 01 tháng 11 năm 2026"],
        [None, None, None, None, None, "GIÁM ĐỐC"],
        merged="A1:J1",
    )
    vase, gong = map(stated, found.lines)
    assert (vase.sku, vase.names) == ("BHL-01", {"vi": "Bình hoa lam"})
    assert vase.price == Price(amount=Decimal(1_200_000), currency="VND", unit="H87"), "the one between traders"
    assert vase.capacity == Capacity(unit="H87", by_month=[Decimal(200)] * 12)
    assert vase.trade is not None
    assert (vase.trade.size, vase.trade.ingredients) == ("30 x 45 cm", "Đất sét trắng")
    assert (gong.names, gong.price, gong.sku[:3]) == ({"vi": "Cồng chiêng gốm"}, None, "SP-")
    assert (list(found.unread), found.passed) == (["Giá bán Bán lẻ", "Ghi chú"], 4)


def test_the_list_of_a_seafood_coop() -> None:
    found = read(
        ["Mặt hàng", "Quy cách", "Giá (1.000đ)", "Đơn vị tính", "Đặt tối thiểu", "Khả năng cung ứng", "HSD", "Mã HS"],
        ["Tôm khô loại 1", "Túi 500g", 950, "kg", "từ 1 tạ", "2,5 tấn/tháng", "12 tháng", "0306.95.29"],
        ["Chả cá", "hút chân không", "120k/hộp 300g", "kg", "50", "24 tấn/năm", "2-3 tuần", 160420],
    )
    shrimp, cake = found.lines
    assert stated(shrimp).price == Price(amount=Decimal(950_000), currency="VND", unit="KGM")
    assert stated(shrimp).moq == Quantity(amount=Decimal(1), unit="DTN")
    assert stated(shrimp).capacity == Capacity(unit="TNE", by_month=[Decimal("2.5")] * 12)
    trade = stated(shrimp).trade
    assert trade is not None
    assert (trade.net_weight, trade.shelf_life, trade.hs6) == (Quantity(amount=Decimal(500), unit="GRM"), 360, "030695")
    assert cake.faults == {"capacity_every": "not_of_a_month"}, "a twelfth of a year is no promise for each month"
    assert cake.places["capacity_every"] == "F3"


@pytest.mark.parametrize(
    ("typed", "amount", "currency", "unit"),
    [
        ("1.200,5", "1200.5", "VND", "KGM"),
        ("185,000", "185000", "VND", "KGM"),
        ("1,250,000 VNĐ", "1250000", "VND", "KGM"),
        ("2,5 triệu/tạ", "2500000", "VND", "DTN"),
        ("$2.15/kg", "2.15", "USD", "KGM"),
        (185000.0, "185000", "VND", "KGM"),
        (0.125, "0.125", "VND", "KGM"),
    ],
)
def test_prices_as_people_write_them(typed: object, amount: str, currency: str, unit: Unit) -> None:
    assert price_of(typed) == Price(amount=Decimal(amount), currency=currency, unit=unit)


@pytest.mark.parametrize(
    ("typed", "heading", "fault"),
    [
        ("2,150", "Đơn giá (USD)", "ambiguous_amount"),
        ("120.000 - 150.000", "Đơn giá", "not_an_amount"),
        ("1.2.3", "Đơn giá", "not_an_amount"),
        ("185.000đ/m2", "Đơn giá", "unknown"),
        ("=A1*2", "Đơn giá", "formula"),
    ],
)
def test_what_can_mean_two_things_is_asked_back(typed: str, heading: str, fault: str) -> None:
    assert price_of(typed, heading) == fault


def test_the_same_list_again_speaks_of_the_same_goods() -> None:
    body = ListingBody(sku="MK", names={"vi": "Mực khô", "ja": "するめ"})
    own = ExportedListing(id=uuid7(), body=body, version=4)
    lines = (["Tên hàng", "Đơn giá"], ["MỰC KHÔ", "900.000đ/kg"], ["Cá khô", "200.000đ/kg"])
    known, new = map(stated, read(*lines, own=[own]).lines)
    assert (known.id, known.sku, known.expected_version, known.names["ja"]) == (own.id, "MK", 4, "するめ")
    assert new.id == stated(read(*lines).lines[1]).id


def test_a_price_that_is_asked_for_is_no_longer_shown() -> None:
    price = Price(amount=Decimal(5), currency="VND", unit="KGM")
    own = ExportedListing(id=uuid7(), body=ListingBody(sku="MK", names={"vi": "Mực khô"}, price=price), version=4)
    lines = read(["Tên hàng", "Đơn giá", "Mã"], ["Mực khô", "Liên hệ", "MK"], own=[own]).lines
    assert stated(lines[0]).price is None


def test_sizes_of_one_name_are_products_of_their_own() -> None:
    heading = ["Tên hàng", "Kích thước", "Quy cách"]
    lines = read(heading, ["Bình gốm", "20 cm", None], ["Bình gốm", "30 cm", None], ["Bình gốm", None, "500g"]).lines
    assert [stated(line).names["vi"] for line in lines] == ["Bình gốm 20 cm", "Bình gốm 30 cm", "Bình gốm 500 g"]
    assert len({stated(line).id for line in lines}) == len(lines)


def test_the_list_may_be_on_a_later_sheet_or_in_a_text_file() -> None:
    sheets = [rows_of_csv(text.encode()) for text in ("Bìa;2026\n", "STT;Tên sản phẩm;Giá\n1;Mực khô;900.000đ/kg\n")]
    [line] = lines_of_sheets(sheets, Own(COOP, []), MEANINGS, "vi").lines
    assert stated(line).price == Price(amount=Decimal(900_000), currency="VND", unit="KGM")


@pytest.mark.parametrize("line", [["Tên"], ["Danh sách sản phẩm của HTX"], ["Họ tên", "Đơn vị"]])
def test_what_is_no_list_of_goods(line: Sequence[object]) -> None:
    with pytest.raises(Rejected) as refusal:
        read(line, ["Mực", 1])
    assert refusal.value.code == "sheet_headings"
