"""The state of an agreement as its events carry it."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.matching.models import CARD
from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE, Agreement
from services.matching.telling import BUYER, COOP
from shared.contracts.agreements import (
    AgreementChanged,
    AgreementRefused,
    AgreementRevised,
    AgreementSigned,
    QuoteAccepted,
)
from shared.contracts.quotes import QuoteLine
from shared.messaging import Transaction


async def tell_agreement(agreement: Agreement, kind: type[AgreementChanged], tx: Transaction) -> None:
    """Emit an event with the state that the agreement has now."""
    await tx.session.flush()
    row = (await tx.execute(agreement_states().where(AGREEMENT.c.id == agreement.id))).one()
    tx.emit(event_of(row, await lines_of_agreement(agreement.id, tx), kind))


def retold_as(row: sa.Row[Any]) -> type[AgreementChanged]:
    """What tells such a state again. That it was reached is said once: later versions are revisions."""
    if row.status == "refused":
        return AgreementRefused
    if row.status != "agreed":
        return QuoteAccepted
    return AgreementSigned if _is_confirmed(row) else AgreementRevised


def _is_confirmed(row: sa.Row[Any]) -> bool:
    return row.buyer_confirmed_at is not None and row.coop_confirmed_at is not None


def agreement_states() -> sa.Select[Any]:
    return (
        sa.select(
            AGREEMENT,
            BUYER.c.name.label("buyer_name"),
            COOP.c.name.label("coop_name"),
            CARD.c.card["names"].label("listing_names"),
        )
        .join(BUYER, BUYER.c.id == AGREEMENT.c.buyer_id)
        .join(COOP, COOP.c.id == AGREEMENT.c.coop_id)
        .join(CARD, CARD.c.listing_id == AGREEMENT.c.listing_id)
    )


async def lines_of_agreement(agreement_id: UUID, tx: Transaction) -> list[QuoteLine]:
    columns = AGREEMENT_LINE.c["month", "quantity", "price", "value"]
    lines = sa.select(*columns).where(AGREEMENT_LINE.c.agreement_id == agreement_id).order_by(AGREEMENT_LINE.c.month)
    return [
        QuoteLine(month=row.month, quantity=row.quantity, price=row.price, value=row.value)
        for row in await tx.execute(lines)
    ]


def event_of(row: sa.Row[Any], lines: list[QuoteLine], kind: type[AgreementChanged]) -> AgreementChanged:
    return kind(
        id=row.id,
        version=row.version,
        status=row.status,
        match_request_id=row.match_request_id,
        listing_id=row.listing_id,
        buyer_id=row.buyer_id,
        coop_id=row.coop_id,
        buyer_name=row.buyer_name,
        coop_name=row.coop_name,
        listing_names=row.listing_names,
        accepted_by=row.accepted_by,
        unit=row.unit,
        currency=row.currency,
        lines=lines,
        total=row.total,
        kind=row.kind,
        fair_id=row.fair_id,
        confirmed=_is_confirmed(row),
        reason=row.reason,
    )
