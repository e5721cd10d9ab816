"""Telephone numbers in E.164, from the ways in which people write them."""

import re
import unicodedata

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

_OLD_MOBILE = re.compile(r"^(\+84|0084|84|0)(1[0-9]{2})([0-9]{7})$")
_PREFIXES = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",  # MobiFone
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",  # VinaPhone
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",  # Viettel
    "186": "56", "188": "58",  # Vietnamobile
    "199": "59",  # Gmobile
}  # fmt: skip
"""Mobile numbers of eleven digits got ten from 15 September 2018 (Ministry of Information and Communications)."""


def e164(text: str, country: str) -> str | None:
    """None when it cannot be dialled. `country` is where a number without a country code belongs."""
    told = unicodedata.normalize("NFKC", text)
    try:
        number = parse(_converted(told) if country == "VN" else told, country)
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None


def _converted(text: str) -> str:
    old = _OLD_MOBILE.match(re.sub(r"[^0-9+]", "", text))
    if old is None or old[2] not in _PREFIXES:
        return text
    return f"+84{_PREFIXES[old[2]]}{old[3]}"
