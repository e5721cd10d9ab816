"""A buyer's basket of interest: products that may become requests, one to each co-op."""

from uuid import UUID

from msgspec import Struct

from shared.contracts.listings import ListingCard
from shared.contracts.message import Command, Done, Query

MOST_IN_BASKET = 40


class Basket(Struct, frozen=True, kw_only=True):
    """The oldest first. `gone`: products that are no longer shown."""

    items: list[ListingCard]
    gone: list[UUID] = []


class BasketSize(Struct, frozen=True, kw_only=True):
    size: int


class AddToBasket(Command[Done], frozen=True, kw_only=True):
    """Of a buyer's organisation: colleagues share it. What is in it already stays where it is."""

    subject = "matching.v1.cmd.add_to_basket"
    organisation_id: UUID
    listing_id: UUID


class TakeFromBasket(Command[Done], frozen=True, kw_only=True):
    """Also when it is not in it."""

    subject = "matching.v1.cmd.take_from_basket"
    organisation_id: UUID
    listing_id: UUID


class GetBasket(Query[Basket], frozen=True, kw_only=True):
    subject = "matching.v1.qry.get_basket"
    organisation_id: UUID


class GetBasketSize(Query[BasketSize], frozen=True, kw_only=True):
    subject = "matching.v1.qry.get_basket_size"
    organisation_id: UUID
