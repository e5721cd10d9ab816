"""What is found can be sorted otherwise, and read on from page to page."""

from decimal import Decimal
from uuid import UUID

import pytest

from shared.contracts.catalogue import FindListings, Sort
from shared.contracts.values import Ocop, Price
from shared.home import today
from tests.support.listings import a_product, a_put, known, published
from tests.support.surroundings import Surroundings

TODAY = today()


async def read_on(around: Surroundings, brand: str, sort: Sort) -> list[UUID]:
    """All pages of two."""
    ids: list[UUID] = []
    cursor = None
    while True:
        page = await around.ask(FindListings(q=brand, sort=sort, page_size=2, cursor=cursor))
        ids += [card.id for card in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return ids


async def test_sorts(listings: Surroundings) -> None:
    coop, brand = await known(listings), a_product()
    facts: dict[str, tuple[int | None, str, int | None]] = {
        "dear": (12, "USD", None),
        "unpriced": (None, "VND", 4),
        "cheap": (20_000, "VND", 3),
        "middling": (90_000, "VND", 5),
        "also unpriced": (None, "VND", None),
    }
    ids = {}
    for name, (amount, currency, stars) in facts.items():
        price = None if amount is None else Price(amount=Decimal(amount), currency=currency, unit="KGM")
        ocop = None if stars is None else Ocop(stars=stars, certificate="1", issued=TODAY)
        ids[name] = await published(listings, a_put(coop, names={"vi": f"Chè {brand}"}, price=price, ocop=ocop))
    newest = list(reversed(ids.values()))
    assert await read_on(listings, brand, "newest") == newest
    by_price = ["cheap", "middling", "dear", "also unpriced", "unpriced"]
    assert await read_on(listings, brand, "price") == [ids[name] for name in by_price]
    by_stars = await read_on(listings, brand, "stars")
    assert by_stars[:3] == [ids[name] for name in ("middling", "unpriced", "cheap")]
    assert set(by_stars) == set(newest)


@pytest.mark.parametrize("sort", ["price", "newest"])
async def test_what_is_only_akin_is_not_sorted_in(listings: Surroundings, sort: Sort) -> None:
    coop, brand = await known(listings), a_product()
    asked = await published(listings, a_put(coop, names={"vi": f"Nước mắm {brand}"}))
    akin = await published(listings, a_put(coop, names={"vi": f"Tương ớt {brand}"}))
    by_relevance = await listings.ask(FindListings(q="魚醤", lang="ja", page_size=100))
    sorted_page = await listings.ask(FindListings(q="魚醤", lang="ja", page_size=100, sort=sort))
    shown = {card.id for card in sorted_page.items}
    assert asked in shown
    assert akin not in shown
    assert by_relevance.total >= sorted_page.total
