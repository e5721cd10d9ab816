"""Japanese counters as what they count: 本 are drums, bottles, or pieces of what is long; 缶 whatever is made of tin."""

from pathlib import Path

from services.matching.reading.amount import Amount
from services.matching.reading.compounds import asides
from services.matching.reading.goods import Good
from services.matching.reading.page import Page

_COUNTED_AS = {"XBO": {"XDR"}, "XCX": {"XPL", "XJC", "XDR"}}


def counted_as(page: Page, amount: Amount, package: str | None, good: Good | None) -> Amount:
    """The amount in the package that the text names, or in pieces when nobody would pour the goods."""
    if package in _COUNTED_AS.get(amount.unit or "", ()):
        return amount._replace(unit=package)
    if page.text[amount.start : amount.end].endswith("本"):
        return amount._replace(unit=piece_or(amount.unit, package, good))
    return amount


def piece_or(unit: str | None, package: str | None, good: Good | None) -> str | None:
    """A bottle only of what is poured, or where the text says that the goods are in bottles."""
    bottled = package == "XBO" or good is None or Path(good.concept.source).stem in asides().poured
    return "H87" if unit == "XBO" and not bottled else unit
