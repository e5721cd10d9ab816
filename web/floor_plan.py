"""The floor plan of a hall as an inline SVG that stays light: 600 booths within 60 kB of page.

Each kind of outline is drawn once and placed with `<use>`, rows carry the second coordinate, numbers go unquoted.
Kinds differ by pattern as well as by colour. Units are decimetres, places are the booths' centres.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from markupsafe import Markup, escape
from msgspec import Struct

from shared.contracts.fairs import Booth, HallBody
from shared.i18n import N_
from web.vocabulary import WORDS

LARGEST = 46_000  # bytes of all drawings of a page
BOOTH, TITLE = 70, 15  # bytes of markup of a booth that is a link, and of its title
NARROWEST = 44  # CSS pixels of a booth's shorter side: it is touched with a finger
WIDE, VAST = 850, 1900  # CSS pixels
MARGIN = 0.6  # metres of floor around the booths
GAP = 1


class Drawing(Struct, frozen=True, kw_only=True):
    """`wide`: needs the whole width of a page."""

    hall: HallBody
    svg: Markup
    wide: bool


class View(Struct, frozen=True, kw_only=True):
    """How somebody sees a plan. `links`: the states of booths that can be chosen; `own`: booths to mark as theirs."""

    links: frozenset[str] = frozenset()
    own: frozenset[UUID] = frozenset()
    chosen: UUID | None = None

    def kind(self, booth: Booth) -> str:
        if booth.id == self.chosen:
            return "chosen"
        return "own" if booth.id in self.own else booth.status


def draw_halls(
    halls: Iterable[HallBody], booths: Sequence[Booth], view: View, gettext: Callable[[str], str]
) -> list[Drawing]:
    """Each hall that has booths, with its drawing."""
    by_hall = {hall.code: [booth for booth in booths if booth.hall == hall.code] for hall in halls}
    said = _titles([booth for there in by_hall.values() for booth in there], gettext)
    label = gettext(N_("Floor plan: %(hall)s"))
    return [
        _draw(
            hall,
            by_hall[hall.code],
            view,
            said,
            label % {"hall": hall.name or gettext(N_("Hall %(number)s")) % {"number": hall.code}},
        )
        for hall in halls
        if by_hall[hall.code]
    ]


def _titles(booths: Sequence[Booth], gettext: Callable[[str], str]) -> dict[UUID, str]:
    """What a booth says when it is pointed at: code, state, holder; the holder alone, or nothing, where plans are
    so large that the page would become too heavy. The list of booths says everything.
    """
    words = {status: gettext(word) for status, word in WORDS["booth_status"].items()}
    whole = {
        booth.id: f"{booth.code} · {words[booth.status]}" + (f" · {booth.holder.name}" if booth.holder else "")
        for booth in booths
    }
    holders = {booth.id: booth.holder.name for booth in booths if booth.holder}
    room = LARGEST - BOOTH * len(booths)
    for said in (whole, holders):
        if sum(TITLE + len(text.encode()) for text in said.values()) <= room:
            return said
    return {}


def _draw(hall: HallBody, booths: Sequence[Booth], view: View, said: Mapping[UUID, str], label: str) -> Drawing:
    """Its stated width is what fingers need; it may grow, and fit the page where a mouse points, unless it is vast."""
    left, top = min(booth.x for booth in booths) - MARGIN, min(booth.y for booth in booths) - MARGIN
    width = max(booth.x + booth.width for booth in booths) + MARGIN - left
    depth = max(booth.y + booth.depth for booth in booths) + MARGIN - top
    shorter = min(min(booth.width, booth.depth) for booth in booths)
    view_box = " ".join(_short(_units(metres)) for metres in (left, top, width, depth))
    outlines = _Outlines(hall.code)
    rows = "".join(
        f"<g transform=translate(0,{_short(y)})>{''.join(_booth(booth, view, said, outlines) for booth in row)}</g>"
        for y, row in groupby(booths, lambda booth: _units(booth.y + booth.depth / 2))
    )
    pixels = width * NARROWEST / shorter
    svg = Markup(  # noqa: S704 - names are escaped, codes are capital letters and digits, the rest is numbers
        f'<svg class="plan{" vast" if pixels > VAST else ""}" viewBox="{view_box}" width="{pixels:.0f}" '
        f'font-size="{_font_size(booths):.1f}" role="group" aria-label="{escape(label)}">'
        f"<defs>{outlines.drawn}</defs>{rows}</svg>"
    )
    return Drawing(hall=hall, svg=svg, wide=pixels > WIDE)


class _Outlines:
    """One for each kind and size, under an id that no other hall of the page has."""

    def __init__(self, hall: str) -> None:
        self._hall = hall
        self._ids: dict[tuple[str, float, float], str] = {}

    def of(self, kind: str, width: float, depth: float) -> str:
        return self._ids.setdefault((kind, width, depth), f"{self._hall}-{len(self._ids)}")

    @property
    def drawn(self) -> str:
        return "".join(_outline(key, *what) for what, key in self._ids.items())


def _outline(key: str, kind: str, width: float, depth: float) -> str:
    w, d = width - 2 * GAP, depth - 2 * GAP
    left, top = -w / 2, -d / 2
    box = f"<rect x={_short(left)} y={_short(top)} width={_short(w)} height={_short(d)} rx=2 />"
    pattern = _PATTERNS.get(kind)
    inside = f'<path d="{pattern(w, d)}" />' if pattern else ""
    return f'<g id={key} class="booth {kind}">{box}{inside}</g>'


def _bar(w: float, d: float) -> str:
    return f"M{_short(-w / 2 + 3)} {_short(d / 2 - 3)}h{_short(w - 6)}"


def _two_bars(w: float, d: float) -> str:
    return f"{_bar(w, d)}M{_short(-w / 2 + 3)} {_short(3 - d / 2)}h{_short(w - 6)}"


def _cross(w: float, d: float) -> str:
    return f"M{_short(-w / 2)} {_short(-d / 2)}l{_short(w)} {_short(d)}m0 {_short(-d)}l{_short(-w)} {_short(d)}"


def _corners(w: float, d: float) -> str:
    side = min(w, d) / 3
    upper = f"M{_short(-w / 2)} {_short(side - d / 2)}l{_short(side)} {_short(-side)}"
    return f"{upper}M{_short(w / 2)} {_short(d / 2 - side)}l{_short(-side)} {_short(side)}"


_PATTERNS: Mapping[str, Callable[[float, float], str]] = {
    "confirmed": _bar,
    "own": _two_bars,
    "held": _corners,
    "blocked": _cross,
}
"""A free booth is empty, the chosen one is full."""


def _booth(booth: Booth, view: View, said: Mapping[UUID, str], outlines: _Outlines) -> str:
    x = _short(_units(booth.x + booth.width / 2))
    kind = view.kind(booth)
    outline = outlines.of(kind, _units(booth.width), _units(booth.depth))
    code = booth.code.removeprefix(f"{booth.hall}-")
    drawn = f"<use href=#{outline} x={x} /><text{' class=on' if kind == 'chosen' else ''} x={x}>{code}</text>"
    if booth.id in said:
        drawn = f"<title>{escape(said[booth.id])}</title>{drawn}"
    if booth.status in view.links:
        current = ' aria-current="true"' if kind == "chosen" else ""
        return f'<a href="?booth={booth.code}"{current}>{drawn}</a>'
    return f"<g>{drawn}</g>" if booth.id in said else drawn


def _font_size(booths: Iterable[Booth]) -> float:
    """So that the longest code fits the narrowest booth; a letter is about 0.65 of its size wide."""
    return min(
        min(_units(booth.depth) * 0.32, _units(booth.width) * 1.2 / len(booth.code.removeprefix(f"{booth.hall}-")))
        for booth in booths
    )


def _units(metres: float) -> float:
    return round(metres * 10, 1)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
