"""A page of a hall's booths as typed in the table, and the whole hall as the drawing sends it."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import msgspec

from shared.contracts.fairs import Booth, BoothShape
from shared.ids import uuid7
from web.formats import number
from web.forms.fields import Form

METRES = ("x", "y", "width", "depth")
NEW = "new"
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
