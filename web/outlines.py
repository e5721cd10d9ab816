"""The outlines of a plan's booths, one for each kind and size. Kinds differ by pattern as well as by colour.

Units are decimetres.
"""

from collections.abc import Callable, Mapping

GAP = 1


class Outlines:
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
    box = f"<rect x={short(left)} y={short(top)} width={short(w)} height={short(d)} rx=2 />"
    pattern = _PATTERNS.get(kind)
    inside = f'<path d="{pattern(w, d)}" />' if pattern else ""
    return f'<g id={key} class="booth {kind}">{box}{inside}</g>'


def _bar(w: float, d: float) -> str:
    return f"M{short(-w / 2 + 3)} {short(d / 2 - 3)}h{short(w - 6)}"


def _two_bars(w: float, d: float) -> str:
    return f"{_bar(w, d)}M{short(-w / 2 + 3)} {short(3 - d / 2)}h{short(w - 6)}"


def _cross(w: float, d: float) -> str:
    return f"M{short(-w / 2)} {short(-d / 2)}l{short(w)} {short(d)}m0 {short(-d)}l{short(-w)} {short(d)}"


def _corners(w: float, d: float) -> str:
    side = min(w, d) / 3
    upper = f"M{short(-w / 2)} {short(side - d / 2)}l{short(side)} {short(-side)}"
    return f"{upper}M{short(w / 2)} {short(d / 2 - side)}l{short(-side)} {short(side)}"


_PATTERNS: Mapping[str, Callable[[float, float], str]] = {
    "confirmed": _bar,
    "own": _two_bars,
    "held": _corners,
    "blocked": _cross,
}
"""A free booth is empty, the chosen one is full."""


def units(metres: float) -> float:
    return round(metres * 10, 1)


def short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
