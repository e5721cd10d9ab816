"""Sea ports that goods of the market leave from and arrive at, by UN/LOCODE. An airport is none of them."""

import re
from collections.abc import Mapping

from shared.text import fold

SEA_TERMS = frozenset({"FAS", "FOB", "CFR", "CIF"})
"""Incoterms 2020 for sea and inland waterway: they name a port."""

PORTS: Mapping[str, str] = {
    "VNHPH": "Hải Phòng",
    "VNONB": "Hòn Gai",
    "VNCLN": "Cái Lân",
    "VNVIC": "Vinh (Cửa Lò)",
    "VNDAD": "Đà Nẵng",
    "VNUIH": "Quy Nhơn",
    "VNNHA": "Nha Trang",
    "VNCMT": "Cái Mép",
    "VNVUT": "Vũng Tàu",
    "VNCLI": "Cát Lái",
    "VNSGN": "Thành phố Hồ Chí Minh",
    "VNVCA": "Cần Thơ",
    "JPTYO": "Tokyo",
    "JPYOK": "Yokohama",
    "JPNGO": "Nagoya",
    "JPOSA": "Osaka",
    "JPUKB": "Kobe",
    "JPHKT": "Hakata",
    "KRPUS": "Busan",
    "KRINC": "Incheon",
    "KRKAN": "Gwangyang",
    "ILASH": "Ashdod",
    "ILHFA": "Haifa",
    "ILETH": "Eilat",
}

_OTHERS = "lach huyen|cua lo|sai ?gon|hcm|ho chi minh|tan cang|phu my|dung quat|chu lai|nghi son"
_ABROAD = "東京|横浜|名古屋|大阪|神戸|博多|부산|인천|광양|אשדוד|חיפה|אילת"
_NAMES = "|".join(re.escape(fold(name)) for code, name in PORTS.items() if code != "VNVIC")
_PORT = re.compile(rf"\b(cang|(sea|river)?port|{_OTHERS}|{_NAMES})\b|[港항]|{_ABROAD}|נמל")
_AIRPORT = re.compile(r"\bsan bay\b|\bhang khong\b|\bair ?port\b|空港|공항|נמל תעופה")


def lacks_port(incoterm: str | None, place: str) -> bool:
    """A term for the sea whose place is none: nobody knows where the goods change hands."""
    return incoterm in SEA_TERMS and not names_port(place)


def names_port(place: str) -> bool:
    """A port by its code, by a name that is known, or one that is called a port."""
    folded = fold(place)
    return place.strip().upper() in PORTS or bool(_PORT.search(folded) and not _AIRPORT.search(folded))
