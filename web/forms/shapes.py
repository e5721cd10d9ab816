"""A page of a hall's booths as typed in the table, and the whole hall as the drawing sends it."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import msgspec

from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.booths import Booth, BoothShape
from shared.ids import uuid7
from web.formats import number
from web.forms.fields import Form

METRES = ("x", "y", "width", "depth")
NEW = "new"
PLACED = {"backdrop_x": (-500, 500), "backdrop_y": (-500, 500), "backdrop_width": (1, 1000)}
"""Field → least and most metres."""
SHAPES = msgspec.json.Decoder(list[BoothShape])


def shape_of(booth: Booth) -> BoothShape:
    return msgspec.convert(booth, BoothShape, from_attributes=True)


def fill_shapes(form: Form, booths: Sequence[Booth]) -> Form:
    for booth in booths:
        typed = {"code": booth.code, "zone": booth.zone, "booth_type": booth.booth_type, "power": booth.power or ""}
        typed |= {size: number(Decimal(str(getattr(booth, size))), form.language) for size in METRES}
        typed |= {tick: "1" for tick in ("corner", "water", "cold") if getattr(booth, tick)}
        form.fill(**{f"{field}_{booth.id}": value for field, value in typed.items()})
    return form


def typed_shapes(form: Form, booths: Sequence[Booth]) -> list[BoothShape]:
    """All of the hall: those on the page as typed, the others as they are; a new one where its code is filled in."""
    shapes = []
    for booth in booths:
        key = str(booth.id)
        if f"code_{key}" not in form.values:
            shapes.append(shape_of(booth))
        elif not form.ticked(f"remove_{key}"):
            shapes += _typed(form, key, booth.id)
    return shapes + (_typed(form, NEW, uuid7()) if form[f"code_{NEW}"] else [])


def _typed(form: Form, key: str, booth_id: UUID) -> list[BoothShape]:
    metres = {size: form.decimal(f"{size}_{key}", required=True) for size in METRES}
    power = form.integer(f"power_{key}") or 0
    code = form.line(f"code_{key}", required=True, longest=12).upper()
    if not form.ok:
        return []
    facts = {
        "id": booth_id,
        "code": code,
        **{size: float(value or 0) for size, value in metres.items()},
        "zone": form.line(f"zone_{key}", longest=40),
        "booth_type": form.line(f"booth_type_{key}", longest=20),
        "power": power,
        **{tick: form.ticked(f"{tick}_{key}") for tick in ("corner", "water", "cold")},
    }
    try:
        return [msgspec.convert(facts, BoothShape)]
    except msgspec.ValidationError as error:
        field = str(error).rpartition("$.")[2].rstrip("`")
        form.fault(f"{field}_{key}", "hall_code" if field == "code" else "out_of_range")
        return []


def sent_shapes(form: Form) -> list[BoothShape] | None:
    """What the drawing sent; None when it cannot be read."""
    try:
        return SHAPES.decode(form["booths"])
    except msgspec.MsgspecError:
        return None


def fill_backdrop(form: Form, backdrop: Backdrop) -> Form:
    """As it lies, where nothing else was typed."""
    for name, metres in zip(PLACED, (backdrop.x, backdrop.y, backdrop.width), strict=True):
        if name not in form.values:
            form.fill(**{name: number(Decimal(str(round(metres, 2))), form.language)})
    return form


def placed(form: Form) -> tuple[float, float, float] | None:
    """Where a backdrop lies and how wide it is; None with the faults in the form."""
    typed = {name: form.decimal(name, required=True, least=least) for name, (least, _) in PLACED.items()}
    for name, metres in typed.items():
        if metres is not None and metres > PLACED[name][1]:
            form.fault(name, "out_of_range")
    x, y, width = (float(metres) if metres is not None else 0.0 for metres in typed.values())
    return (x, y, width) if form.ok else None
