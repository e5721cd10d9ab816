"""Drawn pictures for the demo's listings: a few motifs in a few palettes, no photo of anybody's goods."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (960, 720)
SMOOTH = 2
"""Drawn larger and reduced, for smooth edges."""

Colour = tuple[int, int, int]

PALETTES: dict[str, tuple[Colour, Colour, Colour]] = {
    "gold": ((247, 236, 205), (217, 168, 62), (172, 122, 30)),
    "ivory": ((228, 221, 205), (246, 240, 226), (190, 172, 138)),
    "brick": ((246, 222, 208), (196, 80, 52), (140, 46, 30)),
    "rose": ((248, 228, 230), (214, 122, 138), (166, 72, 96)),
    "leaf": ((222, 234, 214), (104, 152, 92), (58, 104, 66)),
    "turmeric": ((250, 232, 200), (228, 138, 38), (180, 96, 22)),
    "plum": ((232, 222, 232), (110, 70, 112), (66, 40, 74)),
    "earth": ((236, 226, 212), (150, 106, 68), (98, 66, 42)),
    "indigo": ((220, 226, 240), (78, 98, 160), (38, 54, 111)),
}
Palette = tuple[Colour, Colour, Colour]
Pen = ImageDraw.ImageDraw


def picture(motif: str, palette: str) -> bytes:
    """A PNG; the same names draw the same picture."""
    chance = random.Random(f"{motif}/{palette}")  # noqa: S311 - a drawing
    width, height = SIZE[0] * SMOOTH, SIZE[1] * SMOOTH
    image = Image.new("RGB", (width, height), PALETTES[palette][0])
    pen = ImageDraw.Draw(image)
    pen.ellipse((-width * 0.1, height * 0.62, width * 1.1, height * 1.5), fill=_mixed(PALETTES[palette][0], 0.94))
    MOTIFS[motif](pen, chance, PALETTES[palette])
    target = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BOX).save(target, "PNG", compress_level=1)
    return target.getvalue()


def _mixed(colour: Colour, light: float) -> Colour:
    red, green, blue = (min(255, round(part * light)) for part in colour)
    return red, green, blue


def _disc(pen: Pen, x: float, y: float, radius: float, colour: Colour) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _heap(chance: random.Random, count: int) -> list[tuple[float, float]]:
    """Places in a heap, the far ones first."""
    places = [(960 + chance.gauss(0, 330), 860 + chance.gauss(0, 190)) for _ in range(count)]
    return sorted(places, key=lambda place: place[1])


def _round(pen: Pen, chance: random.Random, palette: Palette) -> None:
    for x, y in _heap(chance, 26):
        radius, light = chance.uniform(105, 165), chance.uniform(0.9, 1.08)
        _disc(pen, x + 8, y + 14, radius, _mixed(palette[2], 0.9))
        _disc(pen, x, y, radius, _mixed(palette[1], light))
        _disc(pen, x - radius * 0.3, y - radius * 0.35, radius * 0.28, _mixed(palette[1], light * 1.16))


def _slices(pen: Pen, chance: random.Random, palette: Palette) -> None:
    for x, y in _heap(chance, 16):
        radius = chance.uniform(140, 190)
        _disc(pen, x + 6, y + 16, radius, palette[2])
        _disc(pen, x, y, radius, palette[1])
        turn = chance.uniform(0, math.tau)
        for hole in range(7):
            angle = turn + hole * math.tau / 7
            _disc(
                pen, x + math.cos(angle) * radius * 0.6, y + math.sin(angle) * radius * 0.6, radius * 0.16, palette[2]
            )
        _disc(pen, x, y, radius * 0.12, palette[2])


def _grains(pen: Pen, chance: random.Random, palette: Palette) -> None:
    for x, y in _heap(chance, 900):
        angle, light = chance.uniform(0, math.pi), chance.uniform(0.85, 1.1)
        dx, dy = math.cos(angle) * 30, math.sin(angle) * 30
        pen.line((x - dx, y - dy, x + dx, y + dy), fill=_mixed(chance.choice(palette[1:]), light), width=20)


def _leaves(pen: Pen, chance: random.Random, palette: Palette) -> None:
    for x, y in _heap(chance, 46):
        angle, long, wide = chance.uniform(0, math.tau), chance.uniform(170, 260), chance.uniform(46, 74)
        dx, dy = math.cos(angle), math.sin(angle)
        tips = [(x - dx * long, y - dy * long), (x - dy * wide, y + dx * wide)]
        tips += [(x + dx * long, y + dy * long), (x + dy * wide, y - dx * wide)]
        pen.polygon(tips, fill=_mixed(palette[1], chance.uniform(0.82, 1.12)))
        pen.line((*tips[0], *tips[2]), fill=palette[2], width=7)


def _jar(pen: Pen, _: random.Random, palette: Palette) -> None:
    for x in (420, 960, 1500):
        pen.rounded_rectangle((x - 210, 470, x + 210, 1180), 90, fill=palette[1])
        pen.rounded_rectangle((x - 210, 760, x + 210, 1010), 10, fill=palette[0])
        pen.rounded_rectangle((x - 180, 380, x + 180, 500), 24, fill=palette[2])
        pen.line((x - 150, 850, x + 150, 850), fill=palette[2], width=22)
        pen.line((x - 90, 915, x + 90, 915), fill=palette[2], width=14)


def _bottle(pen: Pen, _: random.Random, palette: Palette) -> None:
    for x in (480, 960, 1440):
        pen.rounded_rectangle((x - 60, 230, x + 60, 640), 24, fill=palette[1])
        pen.rounded_rectangle((x - 150, 520, x + 150, 1220), 80, fill=palette[1])
        pen.rounded_rectangle((x - 68, 200, x + 68, 300), 14, fill=palette[2])
        pen.rectangle((x - 150, 780, x + 150, 1040), fill=palette[0])
        pen.line((x - 100, 870, x + 100, 870), fill=palette[2], width=20)


def _cup(pen: Pen, chance: random.Random, palette: Palette) -> None:
    pen.ellipse((360, 1050, 1560, 1260), fill=_mixed(palette[0], 0.86))
    pen.pieslice((480, 300, 1440, 1240), 0, 180, fill=palette[2])
    pen.ellipse((480, 690, 1440, 850), fill=palette[1])
    for _ in range(14):
        _disc(
            pen, chance.uniform(640, 1280), chance.uniform(735, 805), chance.uniform(14, 34), _mixed(palette[1], 1.14)
        )


def _weave(pen: Pen, _: random.Random, palette: Palette) -> None:
    step = 120
    for row in range(13):
        for column in range(17):
            across = (row + column) % 2 == 0
            x, y = column * step - 40, row * step - 40
            box = (x, y + 14, x + step + 8, y + step - 14) if across else (x + 14, y, x + step - 14, y + step + 8)
            pen.rounded_rectangle(box, 22, fill=palette[1] if across else palette[2])


def _vase(pen: Pen, _: random.Random, palette: Palette) -> None:
    for x, scale in ((520, 0.8), (1000, 1.1), (1480, 0.7)):
        bottom, tall = 1220, 820 * scale
        pen.ellipse((x - 250 * scale, bottom - tall * 0.8, x + 250 * scale, bottom), fill=palette[1])
        pen.rectangle((x - 90 * scale, bottom - tall, x + 90 * scale, bottom - tall * 0.6), fill=palette[1])
        pen.ellipse((x - 140 * scale, bottom - tall - 30, x + 140 * scale, bottom - tall + 40), fill=palette[2])
        pen.line(
            (x - 240 * scale, bottom - tall * 0.4, x + 240 * scale, bottom - tall * 0.4), fill=palette[2], width=26
        )


MOTIFS: dict[str, Callable[[Pen, random.Random, Palette], None]] = {
    "round": _round,
    "slices": _slices,
    "grains": _grains,
    "leaves": _leaves,
    "jar": _jar,
    "bottle": _bottle,
    "cup": _cup,
    "weave": _weave,
    "vase": _vase,
}
