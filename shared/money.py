"""Money: an amount is rounded to what the currency has coins for (ISO 4217, minor units)."""

from decimal import ROUND_HALF_UP, Decimal

_WHOLE = [
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
]
_THOUSANDTHS = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
USUAL_DIGITS = 2
OTHER_DIGITS = {**dict.fromkeys(_WHOLE, 0), **dict.fromkeys(_THOUSANDTHS, 3)}


def minor_digits(currency: str) -> int:
    return OTHER_DIGITS.get(currency, USUAL_DIGITS)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Half away from zero, as invoices are."""
    return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_UP)
