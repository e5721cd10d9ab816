"""What each exhibitor of a fair is charged: recorded fees as they were recorded, the others by the rules of now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlmodel import col, select

from services.fairs.models import (
    HAS_BOOTH,
    AnyRow,
    Booking,
    Booth,
    Fee,
    Listing,
    Organisation,
    Prices,
    Programme,
    table_of,
)
from services.fairs.pricing import Payer, Stand, price_lines, total
from shared.contracts.fairs.fees import FeeBody, PriceBody, PriceLine
from shared.contracts.values import Named
from shared.messaging import Reading

BOOKING, BOOTH, FEE = table_of(Booking), table_of(Booth), table_of(Fee)
ORGANISATION, LISTING = table_of(Organisation), table_of(Listing)
NOTHING = FeeBody(status="due")


class Charge(Struct, frozen=True, kw_only=True):
    """`version` is 0 while nothing was recorded."""

    booking_id: UUID
    organisation: Named
    booth_code: str
    lines: list[PriceLine]
    amount: Decimal
    body: FeeBody = NOTHING
    version: int = 0
    ended: bool = False

    @property
    def recorded(self) -> bool:
        return self.body.status != "due"


@dataclass(frozen=True)
class Rules:
    """A fair's prices, and who pays for whom."""

    prices: PriceBody
    programmes: Sequence[Programme]

    def lines(self, stand: Stand, organisation_id: UUID) -> list[PriceLine]:
        payers = [
            Payer(programme=Named(id=one.id, name=one.name), share=one.share)
            for one in self.programmes
            if organisation_id in one.organisation_ids
        ]
        return price_lines(stand, self.prices, payers)


async def rules_of(fair_id: UUID, reading: Reading) -> Rules:
    stated = await reading.session.get(Prices, fair_id)
    programmes = select(Programme).where(col(Programme.fair_id) == fair_id).order_by(col(Programme.id))
    found = (await reading.session.exec(programmes)).all()
    return Rules(PriceBody() if stated is None else stated.body, found)


async def charges_of(
    fair_id: UUID, rules: Rules, reading: Reading, *, organisation_id: UUID | None = None
) -> list[Charge]:
    """In the plan's order; what ended after it was recorded comes last."""
    only = sa.true() if organisation_id is None else BOOKING.c.organisation_id == organisation_id
    rows = (await reading.execute(_LIVE.where(BOOKING.c.fair_id == fair_id, only))).all()
    stars = await stars_of({row.organisation_id for row in rows}, reading)
    of = sa.true() if organisation_id is None else FEE.c.organisation_id == organisation_id
    past = (await reading.execute(_PAST.where(FEE.c.fair_id == fair_id, of))).all()
    return [*(_live(row, rules, stars) for row in rows), *(_recorded(row, ended=True) for row in past)]


_facts = (
    *(BOOKING.c.id.label("booking_id"), BOOTH.c.code, BOOTH.c.booth_type, BOOTH.c.width, BOOTH.c.depth, BOOTH.c.corner),
    *(BOOKING.c.confirmed_at, ORGANISATION.c.name.label("organisation_name")),
)
_fee = (FEE.c.version, FEE.c.status, FEE.c.amount, FEE.c.lines, FEE.c.reason, FEE.c.programme_id)
_paper = (FEE.c.number, FEE.c.reference, FEE.c.on)
_LIVE = (
    sa.select(BOOKING.c.organisation_id, *_facts, *_fee, *_paper)
    .join(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
    .join(ORGANISATION, ORGANISATION.c.id == BOOKING.c.organisation_id)
    .outerjoin(FEE, sa.and_(FEE.c.booking_id == BOOKING.c.id, FEE.c.organisation_id == BOOKING.c.organisation_id))
    .where(HAS_BOOTH)
    .order_by(BOOTH.c.position)
)
_PAST = (
    sa.select(FEE.c.organisation_id, *_facts, *_fee, *_paper)
    .join(BOOKING, BOOKING.c.id == FEE.c.booking_id)
    .join(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
    .join(ORGANISATION, ORGANISATION.c.id == FEE.c.organisation_id)
    .where(
        FEE.c.status != "due",
        sa.or_(BOOKING.c.ended_at.is_not(None), BOOKING.c.organisation_id != FEE.c.organisation_id),
    )
    .order_by(FEE.c.at)
)


def _live(row: AnyRow, rules: Rules, stars: Mapping[UUID, int]) -> Charge:
    if row.status not in {None, "due"}:
        return _recorded(row, ended=False)
    stand = Stand(
        booth_type=row.booth_type,
        area=area_of(row.width, row.depth),
        corner=row.corner,
        booked_at=row.confirmed_at,
        stars=stars.get(row.organisation_id),
        member=row.organisation_id in rules.prices.members,
    )
    lines = rules.lines(stand, row.organisation_id)
    return Charge(
        booking_id=row.booking_id,
        organisation=Named(id=row.organisation_id, name=row.organisation_name),
        booth_code=row.code,
        lines=lines,
        amount=total(lines),
        version=row.version or 0,
    )


def _recorded(row: AnyRow, *, ended: bool) -> Charge:
    return Charge(
        booking_id=row.booking_id,
        organisation=Named(id=row.organisation_id, name=row.organisation_name),
        booth_code=row.code,
        lines=row.lines,
        amount=row.amount,
        body=msgspec.convert(row, FeeBody, from_attributes=True),
        version=row.version,
        ended=ended,
    )


async def stars_of(organisations: Iterable[UUID], reading: Reading) -> dict[UUID, int]:
    """Of the best product that each shows now."""
    best = (
        sa.select(LISTING.c.organisation_id, sa.func.max(LISTING.c.stars).label("stars"))
        .where(LISTING.c.organisation_id.in_([*organisations]), LISTING.c.published, LISTING.c.stars.is_not(None))
        .group_by(LISTING.c.organisation_id)
    )
    rows = await reading.execute(best)
    return {row.organisation_id: row.stars for row in rows}


def area_of(width: float, depth: float) -> Decimal:
    """Square metres, from sizes that are stated to the centimetre."""
    return Decimal(f"{width:.2f}") * Decimal(f"{depth:.2f}")
