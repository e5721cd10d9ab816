"""Cells of a co-op's own list as the fields of the form: "185.000 đ/kg", "2 tấn/tháng", "12 tháng"."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from shared.contracts.values import Language
from shared.text import clean
from web.formats import number
from web.sheets.goods_words import UNITS, Aside, Kind
from web.sheets.rows import Cell

LANGUAGE: Language = "vi"
"""In which such lists are written, whoever sends them."""
_ON_REQUEST = frozenset({"", "-", "–", "liên hệ", "thỏa thuận", "thoả thuận", "theo thỏa thuận", "lh"})
_NUMBER = r"(?P<amount>\d[\d.,]*)"
_PRICE = re.compile(
    rf"(?P<before>\$|usd)?\s*{_NUMBER}\s*(?P<times>k|nghìn|ngàn|triệu|tr)?\s*"
    r"(?P<currency>đồng|đ|vnđ|vnd|usd|\$|đô|jpy|yên|¥|eur|€|krw|won)?\s*(?:(?:/|một|mỗi)\s*(?:1\s*)?(?P<unit>.+))?"
)
_QUANTITY = re.compile(
    rf"(?:từ|tối thiểu|khoảng|≥|>=|~)?\s*{_NUMBER}\s*(?P<unit>[^\d/]*?)\s*(?:/\s*(?:1\s*)?(?P<period>\D+))?"
)
_CONTENT = re.compile(rf"(?P<package>[^\d/]*?)\s*{_NUMBER}\s*(?P<unit>kg|gram|gam|gr|g|ml|lít|l)\s*(?:/[^\d/]+)?")
_TIME = re.compile(r"(?:\d+\s*[-–]\s*)?(?P<amount>\d+)\s*(?P<unit>ngày|tuần|tháng|năm)?")
_TIMES = {"k": 1000, "nghìn": 1000, "ngàn": 1000, "tr": 1_000_000, "triệu": 1_000_000}
_DAYS = {"ngày": 1, "tuần": 7, "tháng": 30, "năm": 365}
_CURRENCIES = {
    **dict.fromkeys(("$", "usd", "đô"), "USD"),
    **dict.fromkeys(("jpy", "yên", "¥"), "JPY"),
    **dict.fromkeys(("krw", "won"), "KRW"),
    **dict.fromkeys(("eur", "€"), "EUR"),
}
_VIETNAMESE = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?")
_POINT_OF_DECIMALS = re.compile(r"\d+\.\d{1,2}")
_COMMAS_OF_THOUSANDS = re.compile(r"\d{1,3}(,\d{3}){2,}")
_EITHER = re.compile(r"\d{1,3},\d{3}")

Fields = dict[str, str]
Found = dict[str, str | None]


class UnclearError(ValueError):
    """`code`: how the cell should be written, in `FIELD_FAULTS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_cell(field: str, kind: Kind, cell: Cell, said: Aside) -> Fields:
    """The form's fields that the cell fills, as a person would type them in Vietnamese.

    `UnclearError` where it can mean several things, or nothing.
    """
    return _READERS[kind](field, cell, said)


def _as_text(field: str, cell: Cell, _: Aside) -> Fields:
    """A code that is a number has no signs in it."""
    if isinstance(cell.value, (int, float)):
        return {field: f"{Decimal(str(cell.value)).normalize():f}"}
    return {field: (cell.value or "").strip()}


def _as_price(field: str, cell: Cell, said: Aside) -> Fields:
    if isinstance(cell.value, str) and _words(cell) in _ON_REQUEST:
        return {f"{field}_amount": ""}
    found = _found(_PRICE, cell, "not_an_amount")
    sign, times, unit = found.get("currency") or found.get("before"), found.get("times"), found.get("unit")
    currency = _CURRENCIES.get(sign, "VND") if sign else said.currency
    amount = _amount(found, whole=currency == "VND") * (_TIMES[times] if times else said.times)
    typed = {f"{field}_amount": number(amount, LANGUAGE), f"{field}_currency": currency}
    return typed | ({f"{field}_unit": _unit(unit)} if unit else {})


def _as_unit(field: str, cell: Cell, _: Aside) -> Fields:
    return {field: _unit(_words(cell))}


def _as_quantity(field: str, cell: Cell, _: Aside) -> Fields:
    found = _found(_QUANTITY, cell, "not_an_amount")
    if found.get("period"):
        raise UnclearError("not_an_amount")
    return _quantity(field, found)


def _as_monthly(field: str, cell: Cell, said: Aside) -> Fields:
    """What a year brings is not the twelfth of it in each month."""
    found = _found(_QUANTITY, cell, "not_an_amount")
    period = found.get("period")
    if not (period == "tháng" if period else said.monthly):
        raise UnclearError("not_of_a_month")
    typed = _quantity(field, found)
    typed[f"{field}_every"] = typed.pop(f"{field}_amount")
    return typed | {f"{field}_{month}": "" for month in range(1, 13)}


def _as_net(field: str, cell: Cell, _: Aside) -> Fields:
    """A weight or a volume of one piece; anything else is how large it is."""
    match = _CONTENT.fullmatch(_words(cell))
    return {"goods_size": str(cell.value).strip()} if match is None else _quantity(field, match.groupdict())


def _as_days(field: str, cell: Cell, _: Aside) -> Fields:
    """The later end of a span; a month has thirty days, so that no goods keep longer than was said."""
    match = _TIME.fullmatch(_words(cell))
    if match is None:
        raise UnclearError("not_days")
    return {field: str(int(match["amount"]) * _DAYS[match["unit"] or "ngày"])}


def _as_hs6(field: str, cell: Cell, said: Aside) -> Fields:
    """The six digits that a national code begins with."""
    typed = _as_text(field, cell, said)[field]
    return {field: "".join(sign for sign in typed if sign.isdecimal())[:6] or typed}


def _words(cell: Cell) -> str:
    return clean(str(cell.value)).removesuffix(".0").casefold()


def _found(pattern: re.Pattern[str], cell: Cell, code: str) -> Found:
    """A number in a cell is exact."""
    if isinstance(cell.value, (int, float)):
        return {"exact": str(cell.value)}
    match = pattern.fullmatch(_words(cell))
    if match is None:
        raise UnclearError(code)
    return match.groupdict()


def _quantity(field: str, found: Found) -> Fields:
    unit = (found.get("unit") or "").strip()
    typed = {f"{field}_amount": number(_amount(found), LANGUAGE)}
    return typed | ({f"{field}_unit": _unit(unit)} if unit else {})


def _amount(found: Found, *, whole: bool = False) -> Decimal:
    """As written in Vietnam, or in whichever other way can mean only one thing. `whole`: nobody counts its parts."""
    exact, typed = found.get("exact"), found.get("amount") or ""
    if exact:
        return Decimal(exact)
    if _EITHER.fullmatch(typed) and not whole:
        raise UnclearError("ambiguous_amount")
    if _COMMAS_OF_THOUSANDS.fullmatch(typed) or _EITHER.fullmatch(typed):
        return Decimal(typed.replace(",", ""))
    if _POINT_OF_DECIMALS.fullmatch(typed):
        return Decimal(typed)
    if _VIETNAMESE.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    raise UnclearError("not_an_amount")


def _unit(said: str) -> str:
    """Of "hộp 500g" the first word. What means nothing stays as it was typed: the form says so at its place."""
    known = (UNITS.get(word.strip(" .")) for word in (said, *said.split()[:1]))
    return next(filter(None, known), said)


_READERS: Mapping[Kind, Callable[[str, Cell, Aside], Fields]] = {
    "text": _as_text,
    "category": _as_text,
    "price": _as_price,
    "unit": _as_unit,
    "quantity": _as_quantity,
    "monthly": _as_monthly,
    "net": _as_net,
    "days": _as_days,
    "hs6": _as_hs6,
}
