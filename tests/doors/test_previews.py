"""A co-op looks at its product as a buyer abroad does: in their language, without tools, also before it is shown."""

from shared.ids import uuid7
from tests.support.goods import a_listing, a_word
from tests.support.market import Market


async def test_a_draft_as_a_buyer_in_japan_will_see_it(market: Market) -> None:
    word, listing = a_word(), uuid7()
    await (await market.program("coop12")).put(f"/api/v1/listings/{listing}", json=a_listing(word))
    seller, address = await market.reader("coop12"), f"/ja/listings/{listing}/preview"
    page = await seller.get(address)
    assert (page.status_code, page.headers["content-language"]) == (200, "ja")
    assert page.headers["cache-control"] == "private, no-store"
    assert all(said in page.text for said in (word, "月ごとの供給量", f'href="/vi/listings/{listing}"'))
    assert "photo-sending" not in page.text, "what only the seller has"
    other, stranger = await market.reader("coop11"), await market.stranger()
    assert ((await other.get(address)).status_code, (await stranger.get(address)).status_code) == (404, 401)
