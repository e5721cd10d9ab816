"""What the events of an inquiry say: nothing that a visitor typed, but for the country."""

from typing import TypeVar

from services.matching.models import Card, Organisation
from services.matching.models.inquiry import Inquiry
from shared.contracts.inquiries import InquiryChanged, RefusalReason
from shared.messaging import Transaction

Told = TypeVar("Told", bound=InquiryChanged)


async def tell_inquiry(inquiry: Inquiry, kind: type[Told], tx: Transaction, **further: RefusalReason) -> None:
    card = await tx.found(Card, inquiry.listing_id, or_reject="listing_unknown")
    coop = await tx.found(Organisation, inquiry.coop_id, or_reject="organisation_unknown")
    event = kind(
        id=inquiry.id,
        version=inquiry.version,
        coop_id=coop.id,
        coop_name=coop.name,
        listing_names=card.card.names if card.card else {},
        country=inquiry.body.country,
        **further,
    )
    tx.emit(event)
