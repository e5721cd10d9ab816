"""Amounts with their unit, as the reader writes them: 1 box, 2 boxes, 1.5 tonnes."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from shared.i18n import NN_
from web.formats import number
from web.vocabulary import WORDS

Counting = Callable[[str, str, int], str]
"""A catalogue's `ngettext`."""

COUNTED: Mapping[str, tuple[str, str]] = {
    "TNE": NN_("%(num)s tonne", "%(num)s tonnes"),
    "DTN": NN_("%(num)s quintal (100 kg)", "%(num)s quintals (100 kg)"),
    "LTR": NN_("%(num)s litre", "%(num)s litres"),
    "H87": NN_("%(num)s piece", "%(num)s pieces"),
    "XBX": NN_("%(num)s box", "%(num)s boxes"),
    "XBO": NN_("%(num)s bottle", "%(num)s bottles"),
    "XPK": NN_("%(num)s pack", "%(num)s packs"),
    "XBG": NN_("%(num)s bag", "%(num)s bags"),
    "XCT": NN_("%(num)s carton", "%(num)s cartons"),
    "SET": NN_("%(num)s set", "%(num)s sets"),
    "PR": NN_("%(num)s pair", "%(num)s pairs"),
}
"""The other units of `WORDS` are symbols, which no number changes."""


def measured(amount: Decimal, unit: str, language: str, ngettext: Counting) -> str:
    shown = number(amount, language)
    if unit not in COUNTED:
        return f"{shown} {WORDS['unit'][unit]}"
    return ngettext(*COUNTED[unit], 1 if amount == 1 else 2) % {"num": shown}
