"""The form of a lot."""

from collections.abc import Iterator
from typing import get_args

from shared.contracts.lots import Lot, LotBody, Stage, StageKind
from web.forms.codes import places
from web.forms.fields import Form
from web.forms.measures import fill_quantity, read_quantity

KINDS: tuple[StageKind, ...] = get_args(StageKind)
MOST_STAGES, SHOWN_STAGES = 30, 3
SERVICE_NAMES = {
    "quantity.amount": "quantity_amount",
    **{f"stages.{row}.{name}": f"stage_{name}_{row}" for row in range(MOST_STAGES) for name in ("on", "place")},
}


def lot_body(form: Form) -> LotBody | None:
    """The lot as typed, or None with the faults in the form."""
    code, origin = form.line("code", required=True, longest=50), form.line("origin", required=True)
    produced, best_before = form.date("produced", required=True), form.date("best_before")
    quantity, stages = read_quantity(form, "quantity"), [*_stages(form)]
    if not form.ok or produced is None:
        return None
    return LotBody(
        code=code, produced=produced, origin=origin, best_before=best_before, quantity=quantity, stages=stages
    )


def stage_places(form: Form) -> range:
    """Those that are filled, and some more."""
    filled = len(places(form, "stage_kind_", 0, MOST_STAGES))
    return range(min(MOST_STAGES, max(SHOWN_STAGES, filled + 1)))


def _stages(form: Form) -> Iterator[Stage]:
    for row in range(MOST_STAGES):
        kind = form.choice(f"stage_kind_{row}", KINDS)
        on = form.date(f"stage_on_{row}", required=kind is not None)
        place = form.line(f"stage_place_{row}", required=kind is not None)
        place_code, note = form.line(f"stage_code_{row}", longest=100), form.line(f"stage_note_{row}", longest=500)
        if kind is None and (on or place or place_code or note):
            form.fault(f"stage_kind_{row}", "needed_with")
        if kind is not None and on is not None and place:
            yield Stage(kind=kind, on=on, place=place, place_code=place_code, note=note)


def fill_next(form: Form, last: Lot) -> Form:
    """A lot comes the way of the one before it: its days and amounts are its own."""
    form.fill(origin=last.body.origin, quantity_unit=last.body.quantity.unit if last.body.quantity else None)
    for row, stage in enumerate(last.body.stages):
        told = {"kind": stage.kind, "place": stage.place, "code": stage.place_code}
        form.fill(**{f"stage_{name}_{row}": value for name, value in told.items()})
    return form


def fill_lot(form: Form, lot: Lot) -> Form:
    body = lot.body
    form.fill(version=lot.version, code=body.code, origin=body.origin)
    form.fill(produced=body.produced, best_before=body.best_before)
    fill_quantity(form, "quantity", body.quantity)
    for row, stage in enumerate(body.stages):
        told = {"kind": stage.kind, "on": stage.on, "place": stage.place, "code": stage.place_code, "note": stage.note}
        form.fill(**{f"stage_{name}_{row}": value for name, value in told.items()})
    return form
