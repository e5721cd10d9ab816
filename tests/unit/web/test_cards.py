"""A card is drawn once, whatever it was found for."""

import msgspec

from shared.contracts.listings import ListingCard
from shared.contracts.values import Named
from shared.ids import uuid7
from web.render import Pages

FRAGMENTS = Pages().fragments
CARD = ListingCard(
    id=uuid7(),
    version=1,
    status="published",
    sku="X1",
    names={"vi": "Xoài sấy"},
    organisation=Named(id=uuid7(), name="HTX Cầu Vồng"),
    province=None,
    category="food",
    stars=None,
    ocop=None,
    certificates=[],
    price=None,
    moq=None,
    capacity=None,
    photo_id=None,
)


def drawn(why: str | None) -> str:
    card = msgspec.structs.replace(CARD, why=why)
    return FRAGMENTS.cards(("en", "en"), [msgspec.Raw(msgspec.json.encode(card))], "listing_card")


def test_each_search_has_its_own_reason() -> None:
    reasons = ["mango = xoài", 'a "quoted" \\ reason', None]
    cards = [drawn(why) for why in reasons]
    assert 'class="why"><bdi>mango = xoài</bdi>' in cards[0]
    assert "<bdi>a &#34;quoted&#34; \\ reason</bdi>" in cards[1]
    assert 'class="why"' not in cards[2]
    assert all("Xoài sấy" in card for card in cards)
