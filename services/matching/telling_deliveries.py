"""What the events of a month's delivery say of its agreement."""

from typing import TypedDict
from uuid import UUID

from services.matching.models.agreement import AGREEMENT, Agreement
from services.matching.telling_agreements import agreement_states
from shared.contracts.values import Language, Month
from shared.messaging import Transaction


class ToldOfDelivery(TypedDict):
    agreement_id: UUID
    month: Month
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    listing_names: dict[Language, str]


async def told_of_delivery(agreement: Agreement, month: Month, tx: Transaction) -> ToldOfDelivery:
    row = (await tx.execute(agreement_states().where(AGREEMENT.c.id == agreement.id))).one()
    return ToldOfDelivery(
        agreement_id=agreement.id,
        month=month,
        buyer_id=agreement.buyer_id,
        coop_id=agreement.coop_id,
        buyer_name=row.buyer_name,
        coop_name=row.coop_name,
        listing_names=row.listing_names,
    )
