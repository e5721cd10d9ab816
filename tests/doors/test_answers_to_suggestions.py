"""Questions, dismissals and inquiries over the API, and who may not."""

from collections.abc import Sequence
from uuid import UUID

import httpx

from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_word, publish
from tests.support.inquiries import a_proved_inquiry
from tests.support.market import Market, form_token
from tests.support.stated import put
from web.pages.suggestions import SUGGESTIONS_SHOWN


async def test_a_question_and_a_dismissal(
    buyer: httpx.AsyncClient, coop: httpx.AsyncClient, organizer: httpx.AsyncClient
) -> None:
    word, demand = a_word(), uuid7()
    listing = await publish(coop, word)
    body = {"what": word, "lang": "vi", "destination": "JP", "certificates": ["HACCP"]}
    await put(buyer, f"demands/{demand}", body)
    suggestions = f"/api/v1/demands/{demand}/suggestions"

    async def suggested() -> bool:
        return bool((await buyer.get(suggestions)).json()["total"])

    await eventually_async(suggested)

    question = {"listing_id": str(listing), "requirement": "certificate:HACCP"}
    address = f"demands/{demand}/questions"
    asked = await put(buyer, address, question, 200)
    assert await put(buyer, address, question, 200) == asked, "the same question is the same"
    known = await put(buyer, address, {**question, "requirement": "product"}, 409)
    assert known["code"] == "fact_known"
    for other in (coop, organizer):
        assert (await put(other, address, question, 404))["code"] == "demand_unknown"

    aside, word_of_buyer = f"demands/{demand}/dismissals/{listing}", {"reason": "too_dear", "note": "3x"}
    for other in (coop, organizer):
        assert (await put(other, aside, word_of_buyer, 404))["code"] == "demand_unknown"
        assert (await other.delete(f"/api/v1/{aside}")).status_code == httpx.codes.NOT_FOUND
    await put(buyer, aside, {"reason": "ugly"}, 422)
    await put(buyer, aside, word_of_buyer, 200)
    await put(buyer, aside, word_of_buyer, 200)
    assert (await buyer.get(suggestions)).json()["total"] == 0
    for _ in range(2):
        assert (await buyer.delete(f"/api/v1/{aside}")).status_code == httpx.codes.NO_CONTENT
    assert (await buyer.get(suggestions)).json()["total"] == 1


async def test_who_acts_on_a_further_page_of_suggestions_stays_there(
    market: Market, buyer: httpx.AsyncClient, coop: httpx.AsyncClient
) -> None:
    word, demand, reader = a_word(), uuid7(), await market.reader("buyer-jp")
    await put(buyer, f"demands/{demand}", {"what": word, "lang": "vi", "destination": "JP"})
    published = [await publish(coop, word) for _ in range(SUGGESTIONS_SHOWN + 1)]
    page = f"/en/demands/{demand}"

    async def further() -> list[UUID]:
        return _shown(published, (await reader.get(f"{page}?page=2")).text)

    [last] = await eventually_async(further)
    form = {"_token": form_token((await reader.get(page)).text), "listing_id": str(last), "reason": "ugly"}
    for act in ("dismissals", "requests"):
        refused = await reader.post(f"{page}/{act}?page=2", data=form)
        assert (refused.status_code, _shown(published, refused.text)) == (422, [last])
    hidden = await reader.post(f"{page}/dismissals?page=2", data={**form, "reason": "too_dear"})
    assert hidden.headers["Location"] == f"{page}?hidden={last}&page=2"


def _shown(listings: Sequence[UUID], page: str) -> list[UUID]:
    return [one for one in listings if f'id="listing-{one}"' in page]


async def test_an_inquiry_is_let_through_and_answered(
    market: Market,
    organizer: httpx.AsyncClient,
    buyer: httpx.AsyncClient,
    coop: httpx.AsyncClient,
    other_coop: httpx.AsyncClient,
) -> None:
    key = uuid7()
    await a_proved_inquiry(market, await publish(coop, a_word()), key)
    address, seen = f"inquiries/{key}", f"/api/v1/inquiries/{key}"
    for early in (coop, other_coop, buyer):
        assert (await early.get(seen)).status_code == httpx.codes.NOT_FOUND
        assert (await put(early, f"{address}/decision", {"passed": True}, 403))["code"] == "forbidden"
    assert (await put(coop, f"{address}/invitation", {}, 404))["code"] == "inquiry_unknown"

    waiting = (await organizer.get("/api/v1/inquiries", params={"status": "waiting", "page_size": 100})).json()["items"]
    assert str(key) in {one["id"] for one in waiting}
    assert (await put(organizer, f"{address}/decision", {"passed": False}, 422))["errors"][0]["field"] == "reason"
    assert (await put(organizer, f"{address}/decision", {"passed": True}))["outcome"] == "created"
    assert (await put(organizer, f"{address}/decision", {"passed": True}, 200))["outcome"] == "repeated"
    refused = {"passed": False, "reason": "unclear"}
    assert (await put(organizer, f"{address}/decision", refused, 409))["code"] == "id_reused"

    assert (await other_coop.get(seen)).status_code == httpx.codes.NOT_FOUND
    assert (await coop.get(seen)).json()["status"] == "passed"
    assert (await put(coop, f"{address}/invitation", {}))["outcome"] == "created"
    assert (await put(coop, f"{address}/invitation", {}, 200))["outcome"] == "repeated"
    own = (await coop.get("/api/v1/inquiries")).json()["items"]
    assert str(key) in {one["id"] for one in own}
    assert (await buyer.get("/api/v1/inquiries")).json()["total"] == 0
