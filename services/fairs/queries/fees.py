"""Reading prices and fees: exhibitors their own, organizers the whole fair's with its totals."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from services.fairs.charging import Charge, Rules, area_of, charges_of, rules_of, stars_of
from services.fairs.handlers.fees import committed_by
from services.fairs.models import Booth, Fair, Prices
from services.fairs.pricing import Stand, total
from services.fairs.queries.exhibitors import must_read_of
from services.fairs.rights import must_hold, oversees
from shared.contracts.fairs import fees
from shared.contracts.fairs.fees import FeeList, FeeStatus, FeeTotals, GetFees, GetPrices, PriceBody, Quote, QuoteBooth
from shared.contracts.fairs.outcome import FeeSums
from shared.errors import Rejected
from shared.messaging import Reading

NOTHING = Decimal(0)


async def get_prices(query: GetPrices, reading: Reading) -> fees.Prices:
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=oversees(reading.actor))
    prices = await reading.session.get(Prices, query.fair_id)
    if prices is None:
        return fees.Prices(version=0, body=PriceBody())
    body = prices.body
    if not oversees(reading.actor):
        body = replace(body, members=[])
    return fees.Prices(version=prices.version, body=body)


async def get_fees(query: GetFees, reading: Reading) -> FeeList:
    must_read_of(query.organisation_id, reading)
    if reading.actor.is_one_of("organizer") and not reading.actor.is_one_of("auditor", "admin"):
        await must_hold("money", query.fair_id, reading)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    prices = await reading.session.get(Prices, query.fair_id)
    rules = await rules_of(query.fair_id, reading)
    charges = await charges_of(query.fair_id, rules, reading, organisation_id=query.organisation_id)
    return FeeList(
        currency=rules.prices.currency,
        items=[_fee(charge, rules.prices.currency) for charge in charges],
        totals=_totals(charges),
        programmes=_programmes(rules, charges) if query.organisation_id is None else [],
        prices_version=0 if prices is None else prices.version,
    )


def _fee(charge: Charge, currency: str) -> fees.Fee:
    return fees.Fee(
        booking_id=charge.booking_id,
        organisation=charge.organisation,
        booth_code=charge.booth_code,
        version=charge.version,
        body=charge.body,
        currency=currency,
        lines=charge.lines,
        total=charge.amount,
        priced=bool(charge.lines),
        ended=charge.ended,
    )


def _totals(charges: Sequence[Charge]) -> FeeTotals:
    def of(status: FeeStatus) -> Decimal:
        return sum((charge.amount for charge in charges if charge.body.status == status), NOTHING)

    parts = {status: of(status) for status in ("due", "waived", "invoiced", "paid")}
    return FeeTotals(charged=sum(parts.values(), NOTHING), **parts)


def _programmes(rules: Rules, charges: list[Charge]) -> list[fees.Programme]:
    """What is expected: the shares of fees not recorded yet."""
    committed = committed_by(charges)
    expected: dict[UUID, Decimal] = {}
    for charge in charges:
        for line in charge.lines:
            if line.programme is not None and not charge.recorded:
                expected[line.programme.id] = expected.get(line.programme.id, NOTHING) - line.amount
    return [
        fees.Programme(
            id=one.id,
            version=one.version,
            body=one.stated,
            committed=committed.get(one.id, NOTHING),
            expected=expected.get(one.id, NOTHING),
        )
        for one in rules.programmes
    ]


async def fee_sums(fair_id: UUID, reading: Reading) -> FeeSums | None:
    """Without the exhibitors: for whoever reads the fair's outcome."""
    if await reading.session.get(Prices, fair_id) is None:
        return None
    rules = await rules_of(fair_id, reading)
    charges = await charges_of(fair_id, rules, reading)
    return FeeSums(
        currency=rules.prices.currency,
        totals=_totals(charges),
        programmes=[_without_names(one) for one in _programmes(rules, charges)],
    )


def _without_names(programme: fees.Programme) -> fees.Programme:
    return replace(programme, body=replace(programme.body, organisation_ids=[]))


async def quote_booth(query: QuoteBooth, reading: Reading) -> Quote:
    must_read_of(query.organisation_id, reading)
    booth = await reading.found(Booth, query.booth_id, or_reject="booth_unknown")
    if booth.fair_id != query.fair_id:
        raise Rejected("booth_unknown", id=query.booth_id)
    rules = await rules_of(query.fair_id, reading)
    stand = Stand(
        booth_type=booth.booth_type,
        area=area_of(booth.width, booth.depth),
        corner=booth.corner,
        booked_at=reading.now,
        stars=(await stars_of([query.organisation_id], reading)).get(query.organisation_id),
        member=query.organisation_id in rules.prices.members,
    )
    lines = rules.lines(stand, query.organisation_id)
    return Quote(currency=rules.prices.currency, lines=lines, total=total(lines), priced=bool(lines))
