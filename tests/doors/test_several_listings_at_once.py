"""Several products at once: each has its own outcome, and one that is refused holds up no other."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import httpx
import msgspec
import pytest

from shared.home import today
from shared.ids import uuid7
from tests.support.goods import a_listing, publish
from tests.support.market import Market, form_token
from web.api.listings import ListingShown

TODAY = today()
UNTIL = TODAY + timedelta(days=200)
PRICES = {
    "currency": "USD",
    "unit": "KGM",
    "incoterm": "FOB",
    "place": "Hải Phòng",
    "port": "VNHPH",
    "tiers": [{"from_amount": "100", "price": "2.15"}],
}


@pytest.fixture(scope="module")
async def program(market: Market) -> httpx.AsyncClient:
    return await market.program("coop15")


async def send(market: Market, act: str, *ids: UUID, **typed: str | list[str]) -> httpx.Response:
    seller = await market.reader("coop15")
    token = form_token((await seller.get("/en/desk")).text)
    sent = {"_token": token, "act": act, "listing": [str(key) for key in ids], **typed}
    return await seller.post("/en/my/listings/together", data=sent)


async def read(program: httpx.AsyncClient, listing_id: UUID) -> ListingShown:
    found = await program.get(f"/api/v1/listings/{listing_id}")
    return msgspec.json.decode(found.content, type=ListingShown)


async def test_each_is_published_or_withdrawn_or_says_why_not(market: Market, program: httpx.AsyncClient) -> None:
    draft, shown = uuid7(), await publish(program, "Hạt sen")
    await program.put(f"/api/v1/listings/{draft}", json=a_listing("Trà sen"))
    foreign = await publish(await market.program("coop14"), "Chè của người khác")
    page = (await send(market, "publish", draft, shown, foreign, uuid7())).text
    told = [page.count(word) for word in ("mark yes", "was so already", "mark no")]
    assert told == [1, 1, 2]
    assert [(await read(program, key)).status for key in (draft, shown)] == ["published", "published"]
    page = (await send(market, "withdraw", foreign, draft, shown)).text
    assert (page.count("mark yes"), page.count("mark no")) == (2, 1)
    assert [(await read(program, key)).status for key in (draft, shown)] == ["withdrawn", "withdrawn"]
    assert (await read(program, foreign)).status == "published"


async def test_prices_hold_for_longer_and_never_for_less_long(market: Market, program: httpx.AsyncClient) -> None:
    soon, late = (str(TODAY + timedelta(days=days)) for days in (10, 400))
    trade = {"price_lists": [{**PRICES, "valid_until": soon}, {**PRICES, "currency": "VND", "valid_until": late}]}
    listing_id, without = await publish(program, "Long nhãn", trade=trade), await publish(program, "Không giá")
    page = (await send(market, "extend", listing_id, without, until=str(UNTIL))).text
    assert (page.count("mark yes"), page.count("This product has no price list")) == (1, 1)
    trade_facts = (await read(program, listing_id)).trade
    assert trade_facts
    assert [str(one.valid_until) for one in trade_facts.price_lists] == [str(UNTIL), late]
    again = await send(market, "extend", listing_id, until=str(UNTIL))
    assert "was so already" in again.text


async def test_harvest_and_supply_of_some_months(market: Market, program: httpx.AsyncClient) -> None:
    without, by_tonnes = uuid7(), uuid7()
    await program.put(f"/api/v1/listings/{without}", json=a_listing("Vải thiều", capacity=None))
    counted = {"unit": "TNE", "by_month": ["5"] * 12}
    await program.put(f"/api/v1/listings/{by_tonnes}", json=a_listing("Na", capacity=counted, season={"harvest": [1]}))
    assert (await send(market, "harvest", without, by_tonnes, month=["6", "5"])).text.count("mark yes") == 2
    page = (await send(market, "supply", without, by_tonnes, month=["6"], amount="800.5", unit="KGM")).text
    assert (page.count("mark yes"), page.count("The co-op counts this product in tonne")) == (1, 1)
    assert "was so already" in (await send(market, "supply", without, month=["6"], amount="800.5", unit="KGM")).text
    shown = [await read(program, key) for key in (without, by_tonnes)]
    assert [one.season and one.season.harvest for one in shown] == [[5, 6], [5, 6]]
    assert [one.capacity and one.capacity.by_month[5] for one in shown] == [Decimal("800.5"), Decimal(5)]
    assert [one.capacity and one.capacity.by_month[4] for one in shown] == [Decimal(0), Decimal(5)]


@pytest.mark.parametrize(
    ("act", "until"),
    [("extend", ""), ("extend", "2020-01-01"), ("extend", "x"), ("sell", ""), ("harvest", ""), ("supply", "")],
)
async def test_what_cannot_be_meant_does_nothing(
    market: Market, program: httpx.AsyncClient, act: str, until: str
) -> None:
    listing_id = await publish(program, "Mật ong")
    before = await read(program, listing_id)
    asked_again = await send(market, act, listing_id, until=until)
    assert asked_again.status_code == 422
    assert f'value="{listing_id}" checked' in asked_again.text
    assert f'name="until" type="date" value="{until}"' in asked_again.text
    assert ('id="until-fault"' in asked_again.text) == (act == "extend")
    assert (await send(market, "withdraw")).status_code == 422
    assert await read(program, listing_id) == before
