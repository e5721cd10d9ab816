"""Reading how the months of an agreement went."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from services.matching.models.agreement import AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.queries.agreements import must_be_visible
from shared.contracts.deliveries import Deliveries, DeliveryBody, DeliveryMonth, GetDeliveries, Told
from shared.messaging import Reading
from shared.months import month_of


async def get_deliveries(query: GetDeliveries, reading: Reading) -> Deliveries:
    agreement = await must_be_visible(query.agreement_id, reading)
    lines = sa.select(AGREEMENT_LINE).where(AGREEMENT_LINE.c.agreement_id == agreement.id)
    told = sa.select(DELIVERY).where(DELIVERY.c.agreement_id == agreement.id)
    words = {(row.month, row.side): row for row in await reading.execute(told)}
    months = [
        _month(row, words.get((row.month, "coop")), words.get((row.month, "buyer")))
        for row in await reading.execute(lines.order_by(AGREEMENT_LINE.c.month))
    ]
    present = month_of(reading.today)
    due = [one.month for one in months if one.month <= present and agreement.status == "agreed"]
    return Deliveries(agreement_id=agreement.id, months=months, due=due)


def _month(line: sa.Row[Any], coop: sa.Row[Any] | None, buyer: sa.Row[Any] | None) -> DeliveryMonth:
    executed: Decimal | None = None
    if coop is not None and buyer is not None:
        executed = min(coop.delivered, buyer.delivered if buyer.accepted is None else buyer.accepted)
    return DeliveryMonth(
        month=line.month,
        promised=line.quantity,
        value=line.value,
        coop=_told(coop),
        buyer=_told(buyer),
        executed=executed,
    )


def _told(row: sa.Row[Any] | None) -> Told | None:
    if row is None:
        return None
    body = DeliveryBody(delivered=row.delivered, accepted=row.accepted, paid=row.paid, cause=row.cause, note=row.note)
    return Told(version=row.version, body=body, told_at=row.told_at)
