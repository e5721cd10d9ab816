"""The season strip: twelve bars, what can be supplied in each month, the current month outlined."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from shared.contracts.values import Capacity
from web.formats import month_names, number

HEIGHT = 22
STEP, BAR = 10, 8  # units of the drawing's width for each month, and how much of it the bar takes


def season_strip(capacity: Capacity | None, language: str, gettext: Callable[[str], str]) -> Markup:
    """An inline SVG: bars in one path, so that 24 cards stay light; its text names the months with supply."""
    if capacity is None:
        return Markup('<p class="soft small">{}</p>').format(gettext("Monthly supply not stated"))
    return _drawn(tuple(capacity.by_month), datetime.now(UTC).month, language, gettext)


@lru_cache(maxsize=8192)
def _drawn(by_month: tuple[Decimal, ...], this_month: int, language: str, gettext: Callable[[str], str]) -> Markup:
    most = max(by_month) or 1
    heights = tuple(round(float(amount / most) * (HEIGHT - 2)) for amount in by_month)
    amounts = ", ".join(_runs(by_month, language))
    label = gettext("Supply by month: %(amounts)s") % {"amounts": amounts or gettext("none")}
    return Markup(
        '<svg class="season" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">'
        '<path d="{}"/><rect class="now" x="{}" y="0.5" width="{}" height="{}"/></svg>'
    ).format(STEP * 12, HEIGHT, label, _bars(heights), (this_month - 1) * STEP, BAR + 1, HEIGHT - 1)


def _runs(by_month: tuple[Decimal, ...], language: str) -> Iterator[str]:
    """Months in a row with the same supply are said at once."""
    names = month_names(language)
    for amount, months in groupby(range(12), lambda month: by_month[month]):
        run = list(months)
        first, last = run[0], run[-1]
        if amount:
            yield f"{names[first]}{f'–{names[last]}' if last > first else ''} {number(amount, language)}"


def _bars(heights: tuple[int, ...]) -> str:
    """Strokes as wide as a bar: half as long as outlines."""
    return "".join(f"M{i * STEP + BAR // 2} {HEIGHT}v-{height}" for i, height in enumerate(heights) if height)
