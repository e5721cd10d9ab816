"""The floor plan of a hall as an inline SVG that stays light: 600 booths within 60 kB of page.

Each kind of outline is drawn once (`web/outlines.py`) and placed with `<use>`, rows carry the second coordinate,
numbers go unquoted. Places are the booths' centres.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from markupsafe import Markup, escape
from msgspec import Struct

from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.booths import Booth
from shared.contracts.fairs.fair import HallBody
from shared.i18n import N_
from web.outlines import Outlines, short, units
from web.vocabulary import WORDS

LARGEST = 46_000  # bytes of all drawings of a page
BOOTH, TITLE = 70, 15  # bytes of markup of a booth that is a link, and of its title
NARROWEST = 44  # CSS pixels of a booth's shorter side: it is touched with a finger
WIDE, VAST = 850, 1900  # CSS pixels
MARGIN = 0.6  # metres of floor around the booths


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


class Behind(Struct, frozen=True, kw_only=True):
    """What lies behind the booths of a hall, and the picture's address."""

    backdrop: Backdrop
    address: str


def behind(backdrops: Iterable[Backdrop], fair_id: UUID) -> list[Behind]:
    return [Behind(backdrop=one, address=f"/fairs/{fair_id}/backdrops/{one.picture_id}") for one in backdrops]


def draw_halls(
    halls: Iterable[HallBody],
    booths: Sequence[Booth],
    view: View,
    gettext: Callable[[str], str],
    backdrops: Iterable[Behind] = (),
) -> list[Drawing]:
    """Each hall that has booths, with its drawing."""
    by_code = {one.backdrop.hall: one for one in backdrops}
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
            by_code.get(hall.code),
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


def _draw(
    hall: HallBody, booths: Sequence[Booth], view: View, said: Mapping[UUID, str], label: str, under: Behind | None
) -> Drawing:
    """Its stated width is what fingers need; it may grow, and fit the page where a mouse points, unless it is vast."""
    left, top, width, depth = _floor([*booths, under.backdrop] if under else booths)
    shorter = min(min(booth.width, booth.depth) for booth in booths)
    view_box = " ".join(short(units(metres)) for metres in (left, top, width, depth))
    outlines = Outlines(hall.code)
    rows = "".join(
        f"<g transform=translate(0,{short(y)})>{''.join(_booth(booth, view, said, outlines) for booth in row)}</g>"
        for y, row in groupby(booths, lambda booth: units(booth.y + booth.depth / 2))
    )
    pixels = width * NARROWEST / shorter
    svg = Markup(  # noqa: S704 - names are escaped, codes are capital letters and digits, the rest is numbers
        f'<svg class="plan{" vast" if pixels > VAST else ""}" viewBox="{view_box}" width="{pixels:.0f}" '
        f'font-size="{_font_size(booths):.1f}" role="group" aria-label="{escape(label)}">'
        f"<defs>{outlines.drawn}</defs>{_image(under) if under else ''}{rows}</svg>"
    )
    return Drawing(hall=hall, svg=svg, wide=pixels > WIDE)


def _floor(things: Sequence[Booth | Backdrop]) -> tuple[float, float, float, float]:
    left, top = min(one.x for one in things) - MARGIN, min(one.y for one in things) - MARGIN
    right, bottom = max(one.x + one.width for one in things), max(one.y + one.depth for one in things)
    return left, top, right + MARGIN - left, bottom + MARGIN - top


def _image(under: Behind) -> str:
    lies = under.backdrop
    x, y, width, depth = (short(units(metres)) for metres in (lies.x, lies.y, lies.width, lies.depth))
    return f'<image class=backdrop href="{under.address}" x={x} y={y} width={width} height={depth} />'


def _booth(booth: Booth, view: View, said: Mapping[UUID, str], outlines: Outlines) -> str:
    x = short(units(booth.x + booth.width / 2))
    kind = view.kind(booth)
    outline = outlines.of(kind, units(booth.width), units(booth.depth))
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
        min(units(booth.depth) * 0.32, units(booth.width) * 1.2 / len(booth.code.removeprefix(f"{booth.hall}-")))
        for booth in booths
    )
