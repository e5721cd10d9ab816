"""Bars of what was promised and what was executed, month by month. Time runs in the reader's direction in the page's
text and from left to right in the drawing, whose months are named below it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct

from shared.contracts.deliveries import TradeReport
from shared.contracts.values import Language
from web.formats import money, month_name

HEIGHT, FOOT = 120, 16  # of the bars, and of the months' names below them
STEP, BAR = 44, 16  # of a month, and of each of its two bars
MOST_MONTHS = 18
PROMISED, EXECUTED = "#c9cfe6", "#2f3f8f"
"""Where no style sheet reaches: in print."""


class Month(Struct, frozen=True):
    month: str
    promised: Decimal
    executed: Decimal


class Drawing(Struct, frozen=True, kw_only=True):
    """`legend`: for print, where the page's own is not."""

    currency: str
    legend: str
    svg: str


def drawings(trade: TradeReport, language: Language, gettext: Callable[[str], str]) -> list[Drawing]:
    """One for each currency: values of one currency may be added whatever the goods are counted in."""
    by_currency: dict[str, list[Month]] = {}
    for one in trade.months:
        for currency in dict.fromkeys(figures.currency for figures in one.figures):
            own = [figures for figures in one.figures if figures.currency == currency]
            promised = sum((figures.promised_value for figures in own), Decimal(0))
            executed = sum((figures.executed_value for figures in own), Decimal(0))
            by_currency.setdefault(currency, []).append(Month(one.month, promised, executed))
    return [
        Drawing(
            currency=currency,
            legend=gettext("%(currency)s: pale what was promised, dark what was executed") % {"currency": currency},
            svg=_drawn(months[:MOST_MONTHS], currency, language, gettext),
        )
        for currency, months in sorted(by_currency.items())
    ]


def _drawn(months: Sequence[Month], currency: str, language: Language, gettext: Callable[[str], str]) -> Markup:
    most = max(max(one.promised, one.executed) for one in months) or Decimal(1)
    said = "; ".join(
        gettext("%(month)s: %(promised)s promised, %(executed)s executed")
        % {
            "month": month_name(one.month, language),
            "promised": money(one.promised, currency, language),
            "executed": money(one.executed, currency, language),
        }
        for one in months
    )
    bars = Markup("").join(_bars(place, one, most) for place, one in enumerate(months))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(STEP * len(months), HEIGHT + FOOT, said, bars)


def _bars(place: int, one: Month, most: Decimal) -> Markup:
    left = place * STEP + (STEP - 2 * BAR) / 2
    promised, executed = (float(value / most) * (HEIGHT - 4) for value in (one.promised, one.executed))
    year, number = one.month.split("-")
    return Markup(
        '<rect class="promised" fill="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>'
        '<rect class="executed" fill="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="9">{}/{}</text>'
    ).format(
        *(PROMISED, left, HEIGHT - promised, BAR, promised),
        *(EXECUTED, left + BAR, HEIGHT - executed, BAR, executed),
        *(left + BAR, HEIGHT + FOOT - 4, int(number), year[2:]),
    )
