"""The 34 provinces and cities of Vietnam since 1 July 2025 (Resolution 202/2025/QH15), by GSO code.

A code means a place only together with this scheme: 24 was Bắc Giang before that day and is Bắc Ninh since.
"""

import re

from shared.text import fold

PROVINCES = {
    "01": "Hà Nội", "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu", "14": "Sơn La",
    "15": "Lào Cai", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh", "24": "Bắc Ninh", "25": "Phú Thọ",
    "31": "Hải Phòng", "33": "Hưng Yên", "37": "Ninh Bình", "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh",
    "44": "Quảng Trị", "46": "Huế", "48": "Đà Nẵng", "51": "Quảng Ngãi", "52": "Gia Lai", "56": "Khánh Hòa",
    "66": "Đắk Lắk", "68": "Lâm Đồng", "75": "Đồng Nai", "79": "TP. Hồ Chí Minh", "80": "Tây Ninh",
    "82": "Đồng Tháp", "86": "Vĩnh Long", "91": "An Giang", "92": "Cần Thơ", "96": "Cà Mau",
}  # fmt: skip

FORMER = {
    "08": {"2004-02": "Hà Giang", "2004-08": "Tuyên Quang"},
    "15": {"2004-10": "Lào Cai", "2004-15": "Yên Bái"},
    "19": {"2004-06": "Bắc Kạn", "2004-19": "Thái Nguyên"},
    "24": {"2004-24": "Bắc Giang", "2004-27": "Bắc Ninh"},
    "25": {"2004-17": "Hòa Bình", "2004-25": "Phú Thọ", "2004-26": "Vĩnh Phúc"},
    "31": {"2004-30": "Hải Dương", "2004-31": "Hải Phòng"},
    "33": {"2004-33": "Hưng Yên", "2004-34": "Thái Bình"},
    "37": {"2004-35": "Hà Nam", "2004-36": "Nam Định", "2004-37": "Ninh Bình"},
    "44": {"2004-44": "Quảng Bình", "2004-45": "Quảng Trị"},
    "48": {"2004-48": "Đà Nẵng", "2004-49": "Quảng Nam"},
    "51": {"2004-51": "Quảng Ngãi", "2004-62": "Kon Tum"},
    "52": {"2004-52": "Bình Định", "2004-64": "Gia Lai"},
    "56": {"2004-56": "Khánh Hòa", "2004-58": "Ninh Thuận"},
    "66": {"2004-54": "Phú Yên", "2004-66": "Đắk Lắk"},
    "68": {"2004-60": "Bình Thuận", "2004-67": "Đắk Nông", "2004-68": "Lâm Đồng"},
    "75": {"2004-70": "Bình Phước", "2004-75": "Đồng Nai"},
    "79": {"2004-74": "Bình Dương", "2004-77": "Bà Rịa – Vũng Tàu", "2004-79": "TP. Hồ Chí Minh"},
    "80": {"2004-72": "Tây Ninh", "2004-80": "Long An"},
    "82": {"2004-82": "Tiền Giang", "2004-87": "Đồng Tháp"},
    "86": {"2004-83": "Bến Tre", "2004-84": "Trà Vinh", "2004-86": "Vĩnh Long"},
    "91": {"2004-89": "An Giang", "2004-91": "Kiên Giang"},
    "92": {"2004-92": "Cần Thơ", "2004-93": "Hậu Giang", "2004-94": "Sóc Trăng"},
    "96": {"2004-95": "Bạc Liêu", "2004-96": "Cà Mau"},
}  # fmt: skip
"""What these are made of: provinces of before that day, by their codes of Decision 124/2004/QĐ-TTg. The other eleven
are as they were.
"""
FORMER_NAMES = {code: name for provinces in FORMER.values() for code, name in provinces.items()}
MERGED = {
    province: tuple(name for name in provinces.values() if name != PROVINCES[province])
    for province, provinces in FORMER.items()
}
"""Provinces that are part of these since that day and gave up their names."""
_DISTRICT = re.compile(r"\b(huyen|quan|thi xa|tx|thanh pho|tp)\b")


def former_province(province: str | None, address: str) -> str | None:
    """In which of the provinces that this one is made of an address lies; None when it does not say.

    A name that lives on says so only beside a district: there are none since that day.
    """
    written = fold(address)
    named = [code for code, name in FORMER.get(province or "", {}).items() if fold(name) in written]
    gone = [code for code in named if FORMER_NAMES[code] != PROVINCES[province or ""]]
    certain = gone or (named if _DISTRICT.search(written) else [])
    return certain[0] if len(certain) == 1 else None
