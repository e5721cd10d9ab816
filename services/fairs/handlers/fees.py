"""Prices, programmes that pay for exhibitors, and what is recorded of each fee. A fair's prices are locked first."""

from decimal import Decimal
from uuid import UUID

import msgspec

from services.fairs.charging import Charge, charges_of, rules_of
from services.fairs.models import Booking, Fair, Fee, Prices, Programme, commitments
from services.fairs.price_statement import stated_fee, stated_prices, stated_programme
from services.fairs.rights import must_hold
from services.fairs.telling_fees import fee_recorded
from shared.contracts.fairs.fees import FeeBody, PutPrices, PutProgramme, RecordFee
from shared.contracts.values import RecordPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.versions import outcome_of_put

NOTHING = Decimal(0)


async def put_prices(command: PutPrices, tx: Transaction) -> RecordPut:
    """Fees that were recorded stay as they are; with them, the currency."""
    await must_hold("money", command.fair_id, tx)
    body = stated_prices(command.body)
    await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    prices = await tx.session.get(Prices, command.fair_id, with_for_update=True)
    same = prices is not None and prices.body == body
    outcome = outcome_of_put(prices.version if prices else None, command.expected_version, same=same)
    if prices is None:
        prices = Prices(fair_id=command.fair_id, version=0, body=body)
        tx.add(prices)
    elif outcome == "revised" and prices.body.currency != body.currency:
        await _must_hold_no_money(command.fair_id, tx)
    if outcome != "unchanged":
        prices.body = body
        prices.version += 1
    return RecordPut(id=command.fair_id, version=prices.version, outcome=outcome)


async def _must_hold_no_money(fair_id: UUID, tx: Transaction) -> None:
    rules = await rules_of(fair_id, tx)
    charges = await charges_of(fair_id, rules, tx)
    if rules.programmes or any(charge.recorded for charge in charges):
        raise Rejected("currency_fixed")


async def put_programme(command: PutProgramme, tx: Transaction) -> RecordPut:
    await must_hold("money", command.fair_id, tx)
    body = stated_programme(command.body)
    await _locked_prices(command.fair_id, tx)
    programme = await tx.session.get(Programme, command.programme_id, with_for_update=True)
    if programme is not None and programme.fair_id != command.fair_id:
        raise Rejected("programme_unknown")
    same = programme is not None and programme.stated == body
    outcome = outcome_of_put(programme.version if programme else None, command.expected_version, same=same)
    if programme is None:
        programme = Programme(
            id=command.programme_id, fair_id=command.fair_id, version=0, **msgspec.structs.asdict(body)
        )
        tx.add(programme)
    elif outcome == "revised":
        _must_cover(body.name, body.budget, (await _committed(command.fair_id, tx)).get(programme.id, NOTHING))
    if outcome != "unchanged":
        for column, value in msgspec.structs.asdict(body).items():
            setattr(programme, column, value)
        programme.version += 1
    return RecordPut(id=programme.id, version=programme.version, outcome=outcome)


async def record_fee(command: RecordFee, tx: Transaction) -> RecordPut:
    """What is charged is fixed with the first record. Whoever commits money of the fair waits for the others."""
    await must_hold("money", command.fair_id, tx)
    body = stated_fee(command.body)
    prices = await _locked_prices(command.fair_id, tx)
    charge = await _charge(command, tx)
    fee = await tx.session.get(Fee, (command.booking_id, command.organisation_id), with_for_update=True)
    same = fee is not None and fee.stated == body
    outcome = outcome_of_put(fee.version if fee else None, command.expected_version, same=same)
    if outcome != "unchanged":
        if not charge.lines and body.status != "due":
            raise Rejected("price_unknown")
        await _must_be_covered(command.fair_id, charge, body, tx)
        known = {
            **msgspec.structs.asdict(body),
            "fair_id": command.fair_id,
            "currency": prices.body.currency,
            "amount": charge.amount,
            "lines": charge.lines,
            "account_id": tx.actor.account_id,
            "at": tx.now,
            "version": (fee.version if fee else 0) + 1,
        }
        if fee is None:
            fee = Fee(booking_id=command.booking_id, organisation_id=command.organisation_id, **known)
            tx.add(fee)
        for column, value in known.items():
            setattr(fee, column, value)
        await tx.session.flush()
        fair = await tx.found(Fair, fee.fair_id, or_reject="fair_unknown")
        tx.emit(fee_recorded(fee, fair.name, charge.booth_code))
    return RecordPut(id=command.booking_id, version=fee.version if fee else 0, outcome=outcome)


async def _locked_prices(fair_id: UUID, tx: Transaction) -> Prices:
    await tx.found(Fair, fair_id, or_reject="fair_unknown")
    return await tx.locked(Prices, fair_id, or_reject="prices_unknown")


async def _charge(command: RecordFee, tx: Transaction) -> Charge:
    rules = await rules_of(command.fair_id, tx)
    for charge in await charges_of(command.fair_id, rules, tx, organisation_id=command.organisation_id):
        if charge.booking_id == command.booking_id:
            return charge
    booking = await tx.found(Booking, command.booking_id, or_reject="booking_unknown")
    if booking.fair_id != command.fair_id:
        raise Rejected("booking_unknown")
    raise Rejected("not_confirmed" if booking.is_held else "booking_ended")


async def _must_be_covered(fair_id: UUID, charge: Charge, body: FeeBody, tx: Transaction) -> None:
    """By the budget of each programme that is to pay more than it did."""
    programmes = {one.id: one for one in (await rules_of(fair_id, tx)).programmes}
    if body.programme_id is not None and body.programme_id not in programmes:
        raise Rejected("programme_unknown")
    former = commitments(charge.body.status, charge.amount, charge.body.programme_id, charge.lines)
    committed = await _committed(fair_id, tx)
    for key, amount in commitments(body.status, charge.amount, body.programme_id, charge.lines).items():
        more = amount - former.get(key, NOTHING)
        if more > 0:
            _must_cover(programmes[key].name, programmes[key].budget, committed.get(key, NOTHING) + more)


def _must_cover(name: str, budget: Decimal, needed: Decimal) -> None:
    if needed > budget:
        raise Rejected("budget_exceeded", programme=name, missing=f"{needed - budget:f}")


async def _committed(fair_id: UUID, tx: Transaction) -> dict[UUID, Decimal]:
    return committed_by(await charges_of(fair_id, await rules_of(fair_id, tx), tx))


def committed_by(charges: list[Charge]) -> dict[UUID, Decimal]:
    """Programme → what recorded fees take from it."""
    taken: dict[UUID, Decimal] = {}
    for charge in charges:
        of = commitments(charge.body.status, charge.amount, charge.body.programme_id, charge.lines)
        for key, amount in of.items():
            taken[key] = taken.get(key, NOTHING) + amount
    return taken
