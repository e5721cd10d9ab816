"""What a buyer asks beyond a product and its quantity."""

from typing import Literal

from msgspec import Struct

from shared.contracts.values import Amount, Currency, Quantity, Unit

PackageKind = Literal["bulk", "XBX", "XBO", "XPK", "XBG", "XCT", "XCS", "XCX", "XDR", "XJC", "XPL", "XPX"]
"""UN/ECE Recommendation 21; `bulk` is loose."""
Visibility = Literal["coops", "invited"]
"""All verified co-ops, or only those that the buyer has asked for a match."""


class Packaging(Struct, frozen=True, kw_only=True):
    """`content`: what one package holds."""

    kind: PackageKind
    content: Quantity | None = None


class TargetPrice(Struct, frozen=True, kw_only=True):
    """For one `unit`, delivered as the demand's Incoterm says."""

    amount: Amount
    currency: Currency
    unit: Unit
