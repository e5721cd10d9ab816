"""What an exhibitor needs and wishes of a booth, as typed."""

from collections.abc import Collection

from shared.contracts.fairs.applications import Needs
from web.forms.fields import Form

MOST_POWER = 100_000  # watts
WISHES = ("zone_1", "zone_2", "zone_3")
RIVALS = 3


def typed_needs(form: Form, zones: Collection[str]) -> Needs:
    """Without whom to stand apart from: those are names, which `fairs` knows."""
    power = form.integer("power") or 0
    if not 0 <= power <= MOST_POWER:
        form.fault("power", "out_of_range")
    wished = [form.choice(name, zones) for name in WISHES]
    return Needs(
        power=power,
        water=form.ticked("water"),
        cold=form.ticked("cold"),
        corner=form.ticked("corner"),
        zones=list(dict.fromkeys(zone for zone in wished if zone)),
    )


def rival_names(form: Form) -> dict[str, str]:
    """Field → the name in it, where one can be."""
    typed = {f"rival_{place}": form.line(f"rival_{place}") for place in range(1, RIVALS + 1)}
    return {field: name for field, name in typed.items() if name and field not in form.faults}


def fill_needs(form: Form, needs: Needs) -> Form:
    """As they were sent; whom to stand apart from is named again."""
    ticks = {tick: "1" for tick in ("water", "cold", "corner") if getattr(needs, tick)}
    zones = dict(zip(WISHES, needs.zones, strict=False))
    return form.fill(power=needs.power or "", **ticks, **zones)
