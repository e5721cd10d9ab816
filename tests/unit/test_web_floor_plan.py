"""The drawing of a hall: light enough for a slow line, and nothing said by colour alone."""

import re
from uuid import UUID

import pytest
from markupsafe import Markup
from msgspec.structs import replace

from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.booths import Booth, BoothStatus
from shared.contracts.fairs.fair import HallBody
from shared.contracts.fairs.route import Stop
from shared.contracts.values import Named
from web.floor_plan import LARGEST, View, behind, draw_halls
from web.route_drawing import with_route

HALL = HallBody(code="A", rows=20, columns=30)
ORGANIZER = View(links=frozenset({"free", "held", "confirmed", "blocked"}))


def a_hall(status: BoothStatus = "free", holder: str = "") -> list[Booth]:
    return [
        Booth(
            id=UUID(int=row * 100 + column),
            code=f"{chr(65 + row)}{column + 1:02}",
            hall="A",
            status=status,
            holder=Named(id=UUID(int=1), name=holder) if holder else None,
            booking_id=None,
            x=3.0 + 3 * column,
            y=3.0 + 3 * row,
            width=3.0,
            depth=3.0,
        )
        for row in range(HALL.rows)
        for column in range(HALL.columns)
    ]


def drawn(booths: list[Booth], view: View = ORGANIZER) -> Markup:
    return draw_halls([HALL], booths, view, str)[0].svg


@pytest.mark.parametrize("holder", ["", "HTX Nông nghiệp Thắng Thủy", "Ẩ" * 200])
def test_six_hundred_booths_stay_light(holder: str) -> None:
    svg = drawn(a_hall("confirmed" if holder else "free", holder))
    assert svg.count("?booth=") == 600
    assert len(svg.encode()) <= LARGEST


def test_a_booth_says_its_code_state_and_holder() -> None:
    booth = replace(a_hall()[0], status="confirmed", holder=Named(id=UUID(int=1), name="HTX Sen Việt"))
    svg = drawn([booth])
    assert "<title>A01 · taken · HTX Sen Việt</title>" in svg
    assert 'class="booth confirmed"' in svg
    assert "<path" in svg


def test_names_cannot_leave_their_title() -> None:
    booth = replace(a_hall()[0], status="confirmed", holder=Named(id=UUID(int=1), name="</title><script>"))
    assert "<script>" not in drawn([booth])


def test_only_what_can_be_chosen_is_a_link() -> None:
    free, taken = a_hall()[0], replace(a_hall()[1], status="confirmed")
    svg = drawn([free, taken], View(links=frozenset({"free"})))
    assert re.findall(r'href="\?booth=(\w+)"', svg) == ["A01"]


def test_every_kind_of_booth_has_its_own_pattern() -> None:
    kinds: list[BoothStatus] = ["free", "held", "confirmed", "blocked"]
    patterns = [re.sub(r"<rect[^>]*>|id=\S+|class=\S+ \w+", "", drawn(a_hall(kind)[:1])) for kind in kinds]
    outlines = [re.findall(r"<defs>.*?</defs>", svg)[0] for svg in patterns]
    assert len({re.sub(r'class="[^"]*"', "", outline) for outline in outlines}) == len(kinds)


def test_a_drawing_lies_under_the_booths_and_the_plan_shows_all_of_it() -> None:
    under = Backdrop(hall="A", picture_id=UUID(int=7), x=-4, y=0, width=200, depth=100)
    svg = draw_halls([HALL], a_hall()[:1], ORGANIZER, str, behind([under], UUID(int=5)))[0].svg
    assert f'href="/fairs/{UUID(int=5)}/backdrops/{UUID(int=7)}" x=-40 y=0 width=2000 height=1000' in svg
    assert svg.index("<image") < svg.index("<use")
    assert 'viewBox="-46 -6 2012 1012"' in svg


@pytest.mark.parametrize(("width", "depth"), [(3, 3), (2, 4), (6, 2)])
def test_the_number_of_a_stop_leaves_the_code_of_its_booth_free(width: float, depth: float) -> None:
    """Capital letters stand as far above the middle of a line as below, together 0.72 of its size."""
    booth = replace(a_hall()[0], width=width, depth=depth)
    holder = Named(id=UUID(int=1), name="HTX")
    stop = Stop(
        booth_id=booth.id,
        booth_code=booth.code,
        hall="A",
        holder=holder,
        province=None,
        products=[],
        metres=0,
        walk=[],
    )
    svg = with_route(draw_halls([HALL], [booth], ORGANIZER, str)[0], [stop], {booth.id: 12}, [booth]).svg
    [(middle, radius)] = re.findall(r'<circle class="stop" cx="\S+" cy="(\S+)" r="(\S+)"', svg)
    [size] = re.findall(r'font-size="(\S+)"', svg)
    top_of_code = (booth.y + depth / 2) * 10 - 0.36 * float(size)
    assert float(middle) + float(radius) < top_of_code
