"""What a drawn hall may look like: nothing twice, nothing on top of something else. Pure."""

from collections.abc import Collection, Sequence

from shared.contracts.fairs.booths import BoothShape

OVERLAP = 0.05
"""Metres by which two booths may overlap where lines were drawn by hand."""


def wrong_shapes(booths: Sequence[BoothShape], taken_codes: Collection[str]) -> dict[str, str]:
    """Field → what is wrong with it. `taken_codes`: of the fair's other halls."""
    wrong = {}
    codes: set[str] = set()
    ids = set()
    for place, booth in enumerate(booths):
        if booth.code in codes or booth.code in taken_codes:
            wrong[f"booths.{place}.code"] = "duplicate"
        if booth.id in ids:
            wrong[f"booths.{place}.id"] = "duplicate"
        codes.add(booth.code)
        ids.add(booth.id)
    return wrong | _overlapping(booths)


def _overlapping(booths: Sequence[BoothShape]) -> dict[str, str]:
    """By a sweep from left to right: only what is beside the line is compared."""
    wrong = {}
    beside: list[int] = []
    for place in sorted(range(len(booths)), key=lambda one: booths[one].x):
        booth = booths[place]
        beside = [one for one in beside if booths[one].x + booths[one].width > booth.x + OVERLAP]
        if any(_overlap(booths[one], booth) for one in beside):
            wrong[f"booths.{place}.x"] = "overlaps"
        beside.append(place)
    return wrong


def _overlap(one: BoothShape, other: BoothShape) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    along = min(one.y + one.depth, other.y + other.depth) - max(one.y, other.y)
    return across > OVERLAP and along > OVERLAP
