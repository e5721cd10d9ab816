"""Sea ports that goods of the market leave from and arrive at, by UN/LOCODE. An airport is none of them."""

from collections.abc import Mapping

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
