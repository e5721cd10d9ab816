"""Reading a buyer's basket: its own people only."""

import sqlalchemy as sa

from services.matching.models import CARD
from services.matching.models.basket import BASKET
from services.matching.suggesting import decode_card
from shared.contracts.baskets import Basket, BasketSize, GetBasket, GetBasketSize
from shared.messaging import Reading


async def get_basket(query: GetBasket, reading: Reading) -> Basket:
    reading.actor.must_act_for(query.organisation_id)
    items = (
        sa.select(BASKET.c.listing_id, CARD.c.published, sa.cast(CARD.c.card, sa.Text).label("card"))
        .join(CARD, CARD.c.listing_id == BASKET.c.listing_id)
        .where(BASKET.c.organisation_id == query.organisation_id)
        .order_by(BASKET.c.added_at, BASKET.c.listing_id)
    )
    rows = (await reading.execute(items)).all()
    return Basket(
        items=[decode_card(row.card) for row in rows if row.published],
        gone=[row.listing_id for row in rows if not row.published],
    )


async def get_basket_size(query: GetBasketSize, reading: Reading) -> BasketSize:
    reading.actor.must_act_for(query.organisation_id)
    return BasketSize(size=await reading.count(BASKET, BASKET.c.organisation_id == query.organisation_id))
