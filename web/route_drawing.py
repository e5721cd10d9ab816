"""The way of a visit, drawn over the plan of a hall: a line with the number of each stop where it stands."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from markupsafe import Markup
from msgspec.structs import replace

from shared.contracts.fairs.booths import Booth
from shared.contracts.fairs.route import Stop
from web.floor_plan import Drawing
from web.outlines import short, units

END = "</svg>"
INSIDE, RADIUS = 0.12, 0.22
"""Of a booth's shorter side: where the middle of a mark is, and how large."""


def with_route(
    drawing: Drawing, stops: Sequence[Stop], numbers: Mapping[UUID, int], booths: Sequence[Booth]
) -> Drawing:
    """`numbers`: of all stops of the visit, which may go through several halls."""
    here = [stop for stop in stops if stop.hall == drawing.hall.code]
    places = {booth.id: booth for booth in booths}
    lines = "".join(_line(stop) for stop in here if stop.walk)
    marks = "".join(_mark(places[stop.booth_id], numbers[stop.booth_id]) for stop in here if stop.booth_id in places)
    svg = Markup(f"{str(drawing.svg).removesuffix(END)}{lines}{marks}{END}")  # noqa: S704 - the rest is numbers
    return replace(drawing, svg=svg)


def _line(stop: Stop) -> str:
    points = " ".join(f"{short(units(x))},{short(units(y))}" for x, y in stop.walk)
    return f'<polyline class="walk" points="{points}"/>'


def _mark(booth: Booth, number: int) -> str:
    """Over the corner of the booth, above the code in its middle."""
    side = units(min(booth.width, booth.depth))
    x, y = short(units(booth.x) + side * INSIDE), short(units(booth.y) + side * INSIDE)
    radius = short(side * RADIUS)
    return f'<circle class="stop" cx="{x}" cy="{y}" r="{radius}"/><text class="on" x="{x}" y="{y}">{number}</text>'
