"""What headings and units mean in the lists of goods that co-ops keep for themselves, in Vietnamese."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from shared.contracts.values import Currency
from web.sheets.headings import meant, plain

Kind = Literal["text", "price", "unit", "quantity", "monthly", "net", "days", "category", "hs6"]
_FIRST_FIELD: Mapping[Kind, str] = {"price": "_amount", "quantity": "_amount", "net": "_amount", "monthly": "_every"}


class Meaning(NamedTuple):
    """`field` of the form, or what the names of several begin with."""

    field: str
    kind: Kind = "text"

    @property
    def place(self) -> str:
        """The form's field where a fault is told."""
        return self.field + _FIRST_FIELD.get(self.kind, "")


NAME, PRICE, NUMBER = Meaning("name_vi"), Meaning("price", "price"), Meaning("number")
NOT_TAKEN = Meaning("")
"""What no buyer should read, or what is no price between traders."""

EXACT: Mapping[str, Meaning] = {
    **dict.fromkeys(("stt", "tt", "so tt", "so thu tu", "no", "#"), NUMBER),
    **dict.fromkeys(("ten", "san pham", "hang hoa", "mat hang", "ten va quy cach"), NAME),
    **dict.fromkeys(("ma", "ma so", "code"), Meaning("sku")),
    **dict.fromkeys(("gia", "price"), PRICE),
    **dict.fromkeys(("dvt", "don vi", "dv", "unit"), Meaning("price_unit", "unit")),
    **dict.fromkeys(("giong", "loai giong"), Meaning("goods_variety")),
    **dict.fromkeys(("loai", "hang", "pham cap"), Meaning("goods_grade")),
    "nhom": Meaning("category", "category"),
    "hsd": Meaning("packing_shelf_life", "days"),
}
PARTS: Mapping[str, Meaning] = {
    **dict.fromkeys(("ten san pham", "ten hang", "ten sp", "ten mat hang", "ten goi", "product name"), NAME),
    **dict.fromkeys(("ma san pham", "ma sp", "ma hang", "ma so san pham", "sku", "product code"), Meaning("sku")),
    **dict.fromkeys(("don gia", "gia ban", "gia si", "ban si", "gia buon", "ban buon", "gia xuat khau"), PRICE),
    "don vi tinh": Meaning("price_unit", "unit"),
    **dict.fromkeys(
        ("toi thieu", "dat hang toi thieu", "so luong toi thieu", "sl toi thieu", "moq"), Meaning("moq", "quantity")
    ),
    **dict.fromkeys(
        ("san luong", "kha nang cung ung", "nang luc cung ung", "cung cap", "cung ung", "cong suat"),
        Meaning("capacity", "monthly"),
    ),
    **dict.fromkeys(("quy cach", "khoi luong tinh", "trong luong tinh", "dong goi"), Meaning("packing_net", "net")),
    **dict.fromkeys(("kich thuoc", "kich co"), Meaning("goods_size")),
    **dict.fromkeys(("han su dung", "han dung", "thoi han su dung"), Meaning("packing_shelf_life", "days")),
    **dict.fromkeys(("thoi gian giao hang", "thoi gian san xuat", "lead time"), Meaning("terms_lead_time", "days")),
    **dict.fromkeys(("mo ta", "dac diem", "gioi thieu", "description"), Meaning("description_vi")),
    **dict.fromkeys(("thanh phan", "nguyen lieu", "chat lieu"), Meaning("goods_ingredients")),
    **dict.fromkeys(("ten tieng anh", "english name", "tieng anh"), Meaning("name_en")),
    **dict.fromkeys(("ten tieng nhat", "tieng nhat"), Meaning("name_ja")),
    **dict.fromkeys(("ten tieng han", "tieng han"), Meaning("name_ko")),
    **dict.fromkeys(("nhom san pham", "nhom hang", "nganh hang", "danh muc"), Meaning("category", "category")),
    **dict.fromkeys(("ma hs", "hs code", "ma so hs"), Meaning("goods_hs6", "hs6")),
    **dict.fromkeys(("ma vach", "barcode", "gtin"), Meaning("goods_gtin")),
    **dict.fromkeys(("thuong hieu", "nhan hieu", "brand"), Meaning("goods_brand")),
    **dict.fromkeys(("phan loai", "phan hang", "cap loai"), Meaning("goods_grade")),
    **dict.fromkeys(("thanh toan", "payment"), Meaning("terms_payment")),
}
NOBODY_ELSES = dict.fromkeys(("gia le", "ban le", "gia nhap", "gia von", "thanh tien", "ghi chu"), NOT_TAKEN)
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("kg", "ký", "kí", "kilô", "kilogam", "kgs"), "KGM"),
    **dict.fromkeys(("g", "gr", "gam", "gram"), "GRM"),
    **dict.fromkeys(("tấn", "tan", "t", "tấn hàng"), "TNE"),
    "tạ": "DTN",
    "yến": "YEN",
    **dict.fromkeys(("l", "lít", "lit"), "LTR"),
    "ml": "MLT",
    **dict.fromkeys(("cái", "cai", "chiếc", "chiec", "sản phẩm", "sp", "quả", "trái", "con", "pcs"), "H87"),
    **dict.fromkeys(("hũ", "lon", "bức", "tấm", "cây", "chậu", "ổ", "cuộn"), "H87"),
    **dict.fromkeys(("hộp", "hop"), "XBX"),
    **dict.fromkeys(("chai", "lọ"), "XBO"),
    **dict.fromkeys(("gói", "goi", "bịch"), "XPK"),
    **dict.fromkeys(("túi", "bao"), "XBG"),
    **dict.fromkeys(("thùng", "kiện"), "XCT"),
    "bộ": "SET",
    **dict.fromkeys(("đôi", "cặp"), "PR"),
}
"""Without tones only where one word can be meant: bo is a set (bộ) or a bundle (bó)."""
NO_GOODS = re.compile(r"(tổng|cộng|lưu ý|ghi chú|người lập|ngày|đại diện|giám đốc|chủ tịch|kế toán|ký tên)\b|(tm|kt)\.")
"""Totals, notes and signatures below a list; marks tell them from cồng, a gong."""
_MONEY: Mapping[str, Currency] = {"usd": "USD", "$": "USD", "jpy": "JPY", "¥": "JPY", "eur": "EUR", "krw": "KRW"}
_THOUSANDS = re.compile(r"nghìn|ngàn|1[.,]?000|\bk\b", re.IGNORECASE)
_MONTH = re.compile(r"\bth[aá]ng\b|month", re.IGNORECASE)


def meaning(heading: str) -> Meaning | None:
    said = plain(heading.replace("/", " ").replace("\n", " "))
    return EXACT.get(said) or meant(said, NOBODY_ELSES) or meant(said, PARTS)


class Aside(NamedTuple):
    """What a heading says of all the cells below it."""

    currency: Currency
    times: int
    monthly: bool


def aside(heading: str) -> Aside:
    said = heading.casefold()
    currency = next((code for sign, code in _MONEY.items() if sign in said), "VND")
    times = 1_000_000 if "triệu" in said else 1000 if _THOUSANDS.search(said) else 1
    return Aside(currency, times, bool(_MONTH.search(said)))
