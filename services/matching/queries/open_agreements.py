"""Reading what standing agreements still ask of an organisation."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from services.matching.models import CARD
from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.telling import BUYER, COOP
from shared.contracts.open_agreements import FindOpenAgreements, OpenAgreement, OpenAgreements, Promised
from shared.contracts.values import Month, Named
from shared.messaging import Reading
from shared.months import month_of

SHOWN = 50


async def find_open_agreements(query: FindOpenAgreements, reading: Reading) -> OpenAgreements:
    reading.actor.must_act_for(query.organisation_id)
    statement = _asking(query.organisation_id, month_of(reading.today))
    return OpenAgreements(
        items=[
            OpenAgreement(
                id=row.id,
                side=row.side,
                other=Named(id=row.other_id, name=row.other_name),
                listing_names=row.listing_names,
                unit=row.unit,
                confirmed=row.confirmed,
                untold=[
                    Promised(month=month, quantity=quantity)
                    for month, quantity in zip(row.months or (), row.quantities or (), strict=True)
                ],
            )
            for row in await reading.execute(statement)
        ]
    )


def _asking(organisation_id: UUID, present: Month) -> sa.Select[Any]:
    is_coop = AGREEMENT.c.coop_id == organisation_id
    side = sa.case((is_coop, "coop"), else_="buyer")
    own_word = (
        sa.select(DELIVERY.c.side)
        .where(
            DELIVERY.c.agreement_id == AGREEMENT_LINE.c.agreement_id,
            DELIVERY.c.month == AGREEMENT_LINE.c.month,
            DELIVERY.c.side == side,
        )
        .correlate(AGREEMENT, AGREEMENT_LINE)
        .exists()
    )
    untold = (
        sa.select(
            sa.func.array_agg(aggregate_order_by(AGREEMENT_LINE.c.month, AGREEMENT_LINE.c.month)).label("months"),
            sa.func.array_agg(aggregate_order_by(AGREEMENT_LINE.c.quantity, AGREEMENT_LINE.c.month)).label(
                "quantities"
            ),
        )
        .where(AGREEMENT_LINE.c.agreement_id == AGREEMENT.c.id, AGREEMENT_LINE.c.month <= present, ~own_word)
        .lateral("untold")
    )
    confirmed = sa.case((is_coop, AGREEMENT.c.coop_confirmed_at), else_=AGREEMENT.c.buyer_confirmed_at).is_not(None)
    return (
        sa.select(
            *AGREEMENT.c["id", "unit"],
            side.label("side"),
            sa.case((is_coop, BUYER.c.id), else_=COOP.c.id).label("other_id"),
            sa.case((is_coop, BUYER.c.name), else_=COOP.c.name).label("other_name"),
            CARD.c.card["names"].label("listing_names"),
            confirmed.label("confirmed"),
            *untold.c,
        )
        .join(BUYER, BUYER.c.id == AGREEMENT.c.buyer_id)
        .join(COOP, COOP.c.id == AGREEMENT.c.coop_id)
        .join(CARD, CARD.c.listing_id == AGREEMENT.c.listing_id)
        .join(untold, sa.true())
        .where(
            AGREEMENT.c.status == "agreed",
            sa.or_(is_coop, AGREEMENT.c.buyer_id == organisation_id),
            sa.or_(~confirmed, untold.c.months.is_not(None)),
        )
        .order_by(AGREEMENT.c.made_at)
        .limit(SHOWN)
    )
