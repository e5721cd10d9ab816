"""A buyer's basket of interest."""

from services.matching.acquaintance import Offer
from services.matching.copies import keep_offer
from services.matching.models import Card, Organisation
from services.matching.models.basket import BASKET, BasketItem
from shared.contracts.baskets import MOST_IN_BASKET, AddToBasket, TakeFromBasket
from shared.contracts.message import Done
from shared.errors import Rejected
from shared.messaging import Transaction


async def add_to_basket(command: AddToBasket, tx: Transaction, unknown: Offer | None = None) -> Done:
    """The buyer's row is locked, so that two at once do not pass the bound together."""
    if unknown is not None:
        await keep_offer(unknown, tx)
    tx.actor.must_act_for(command.organisation_id)
    buyer = await tx.locked(Organisation, command.organisation_id, or_reject="organisation_unknown")
    buyer.must_buy()
    card = await tx.found(Card, command.listing_id, or_reject="listing_unknown")
    if not card.published or card.card is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    if await tx.session.get(BasketItem, (buyer.id, card.listing_id)) is not None:
        return Done()
    if await tx.count(BASKET, BASKET.c.organisation_id == buyer.id) >= MOST_IN_BASKET:
        raise Rejected("basket_full", most=MOST_IN_BASKET)
    tx.add(BasketItem(organisation_id=buyer.id, listing_id=card.listing_id, added_at=tx.now))
    return Done()


async def take_from_basket(command: TakeFromBasket, tx: Transaction) -> Done:
    tx.actor.must_act_for(command.organisation_id)
    item = await tx.session.get(BasketItem, (command.organisation_id, command.listing_id))
    if item is not None:
        await tx.session.delete(item)
    return Done()
