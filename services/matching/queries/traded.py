"""The agreements behind a figure of the Alliance's report."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.matching.access import OVERSEERS
from services.matching.models import CARD
from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.queries.figures import OUTCOMES, SIGNED, added, begun, figures_of, made_between, over, sums
from services.matching.telling import BUYER, COOP
from shared.contracts.traded import FindTraded, TradedAgreement, TradedPage
from shared.contracts.values import Named
from shared.messaging import Reading


async def find_traded(query: FindTraded, reading: Reading) -> TradedPage:
    """The latest first. What only its parties may read is counted and not named."""
    reading.actor.must_be(*OVERSEERS)
    counted = sa.and_(made_between(query.since, query.until), *_asked(query, reading.today))
    rows = await reading.execute(_one_by_one(counted, query))
    named = AGREEMENT.c.seen_by == "alliance"
    numbers = await reading.execute(sums(counted, named.label("named")))
    figures = [(row.named, figures_of(row)) for row in numbers]
    return TradedPage(
        items=[_agreement(row) for row in rows],
        total=sum(one.agreements for _, one in figures),
        unnamed=sum(one.agreements for is_named, one in figures if not is_named),
        figures=added(one for _, one in figures),
    )


def _asked(query: FindTraded, today: date) -> Iterator[sa.ColumnElement[bool]]:
    """Of the agreement, and of its month where one is asked for."""
    for column in ("fair_id", "coop_id", "buyer_id", "unit", "currency"):
        wanted = getattr(query, column)
        if wanted is not None:
            yield AGREEMENT.c[column] == wanted
    if query.elsewhere:
        yield AGREEMENT.c.fair_id.is_(None)
    if query.signed:
        yield SIGNED
    if query.begun:
        yield begun(query.month)
    if query.outcome is not None:
        yield sa.and_(over(today), OUTCOMES[query.outcome])
    if query.month is not None:
        yield AGREEMENT_LINE.c.month == query.month
    if query.cause is not None:
        told = [
            DELIVERY.c.agreement_id == AGREEMENT_LINE.c.agreement_id,
            DELIVERY.c.month == AGREEMENT_LINE.c.month,
            DELIVERY.c.cause == query.cause,
        ]
        if query.side is not None:
            told.append(DELIVERY.c.side == query.side)
        yield sa.exists(sa.select(1).select_from(DELIVERY).where(*told))


def _one_by_one(counted: sa.ColumnElement[bool], query: FindTraded) -> sa.Select[Any]:
    key = (
        *(AGREEMENT.c.id, AGREEMENT.c.fair_name, AGREEMENT.c.made_at, AGREEMENT.c.coop_id, AGREEMENT.c.buyer_id),
        *(COOP.c.name.label("coop_name"), BUYER.c.name.label("buyer_name")),
        CARD.c.card["names"].label("listing_names"),
    )
    return (
        sums(sa.and_(counted, AGREEMENT.c.seen_by == "alliance"), *key)
        .join(COOP, COOP.c.id == AGREEMENT.c.coop_id)
        .join(BUYER, BUYER.c.id == AGREEMENT.c.buyer_id)
        .join(CARD, CARD.c.listing_id == AGREEMENT.c.listing_id)
        .order_by(AGREEMENT.c.made_at.desc(), AGREEMENT.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )


def _agreement(row: sa.Row[Any]) -> TradedAgreement:
    return TradedAgreement(
        id=row.id,
        coop=Named(id=row.coop_id, name=row.coop_name),
        buyer=Named(id=row.buyer_id, name=row.buyer_name),
        listing_names=row.listing_names,
        fair_name=row.fair_name,
        made_at=row.made_at,
        figures=figures_of(row),
    )
