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

_NO_PORT = re.compile(
    r"\bsan bay\b|\bhang khong\b|\bair ?port\b|空港|공항|נמל תעופה"
    r"|^(ha noi|hanoi|vinh phuc|da lat|buon ma thuot|thai nguyen|seoul|kyoto|jerusalem|서울|京都|ירושלים)$"
)


def lacks_port(incoterm: str | None, place: str | None) -> bool:
    """A term for the sea with an airport or a town far from it. Ports that nobody here knows are believed, and what is
    not stated is unknown.
    """
    return incoterm in SEA_TERMS and place is not None and bool(_NO_PORT.search(fold(place).strip()))
