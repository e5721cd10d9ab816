"""The goods of the demo, read from `goods.psv`: names in five languages, group, unit, price range, season, picture."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct, convert

from shared.contracts.values import Category, Language, Unit

LANGUAGES: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
SCALE = 9
"""The fullest month of a season."""


class Good(Struct, frozen=True, kw_only=True):
    """`season`: twelve digits from 0, nothing, to 9, the fullest month. `cheapest` and `dearest` in VND."""

    names: dict[Language, str]
    category: Category
    unit: Unit
    cheapest: Decimal
    dearest: Decimal
    season: str
    motif: str
    palette: str


@cache
def goods() -> tuple[Good, ...]:
    lines = (Path(__file__).parent / "goods.psv").read_text(encoding="utf-8").splitlines()
    return tuple(_good(line.split("|")) for line in lines if line and not line.startswith("#"))


def _good(cells: list[str]) -> Good:
    names = dict(zip(LANGUAGES, cells[:5], strict=True))
    fields = ("category", "unit", "cheapest", "dearest", "season", "motif", "palette")
    return convert({"names": names, **dict(zip(fields, cells[5:], strict=True))}, Good)
