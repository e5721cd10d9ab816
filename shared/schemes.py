"""What certificates are called where no language has a word of its own for them."""

from collections.abc import Mapping

PROPER_NAMES: Mapping[str, str] = {
    "VIETGAP": "VietGAP",
    "GLOBALGAP": "GlobalG.A.P.",
    "HACCP": "HACCP",
    "ISO22000": "ISO 22000",
    "HALAL": "Halal",
    "KOSHER": "Kosher",
    "FSSC22000": "FSSC 22000",
    "BRCGS": "BRCGS",
    "MFDS": "MFDS",
    "FSC": "FSC",
}
