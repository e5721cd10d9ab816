"""Lots as their co-op records them."""

from datetime import date

from msgspec.structs import replace

from services.listings.models import Listing, Lot
from shared.contracts.lots import LotBody, LotRecorded, PutLot
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.quantity import is_sensible
from shared.text import clean
from shared.versions import outcome_of_put


async def put_lot(command: PutLot, tx: Transaction) -> RecordPut:
    """State a lot, or its revision."""
    listing = await tx.locked(Listing, command.listing_id, or_reject="listing_unknown")
    listing.must_be_in_the_hands_of(tx.actor)
    body = stated(command.body, tx.today)
    lot = await tx.session.get(Lot, command.lot_id, with_for_update=True)
    if lot is not None and lot.listing_id != listing.id:
        raise Rejected("id_reused", id=command.lot_id)
    same = lot is not None and lot.stated == body
    outcome = outcome_of_put(lot.version if lot else None, command.expected_version, same=same)
    if lot is None:
        lot = Lot(id=command.lot_id, listing_id=listing.id, code="", produced=body.produced, updated_at=tx.now)
        tx.add(lot)
    if outcome != "unchanged":
        lot.state(body, at=tx.now)
        tx.emit(LotRecorded(id=lot.id, version=lot.version, listing_id=listing.id, code=lot.code))
    return RecordPut(id=lot.id, version=lot.version, outcome=outcome)


def stated(body: LotBody, today: date) -> LotBody:
    """Cleaned, its stages in the order of their days; raises `Invalid` with every wrong field."""
    stages = [
        replace(one, place=clean(one.place), place_code=clean(one.place_code), note=clean(one.note))
        for one in body.stages
    ]
    tidy = replace(body, code=clean(body.code), origin=clean(body.origin), stages=stages)
    wrong = {name: "required" for name in ("code", "origin") if not getattr(tidy, name)}
    if tidy.produced > today:
        wrong["produced"] = "in_the_future"
    if tidy.best_before is not None and tidy.best_before < tidy.produced:
        wrong["best_before"] = "before_start"
    if tidy.quantity is not None and not (is_sensible(tidy.quantity.amount) and tidy.quantity.amount):
        wrong["quantity.amount"] = "not_an_amount"
    for place, stage in enumerate(stages):
        if not stage.place:
            wrong[f"stages.{place}.place"] = "required"
        if stage.on > today:
            wrong[f"stages.{place}.on"] = "in_the_future"
    if wrong:
        raise Invalid(wrong)
    return replace(tidy, stages=sorted(stages, key=lambda stage: stage.on))
