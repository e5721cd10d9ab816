"""PUT of acts: done once, repeated harmlessly, never with other content under the same id."""

from typing import Any

import httpx
import pytest

from shared.ids import uuid7
from tests.support.ear import Ear
from tests.support.eventually import eventually_async
from tests.support.goods import a_quote, a_word, publish
from tests.support.market import OPEN_FAIR
from tests.support.stated import free_booths, opened_fair, posted_demand, put, requested_match


async def test_a_booking(organizer: httpx.AsyncClient, coop: httpx.AsyncClient, ear: Ear) -> None:
    fair, key = await opened_fair(organizer), uuid7()
    one, other, *_ = await free_booths(coop, fair)
    address = f"fairs/{fair}/bookings/{key}"

    made = await put(coop, address, {"booth_id": str(one)})
    assert (made["id"], made["outcome"], made["booth_id"]) == (str(key), "created", str(one))
    assert (await put(coop, address, {"booth_id": str(one)}, 200))["outcome"] == "repeated"
    assert (await put(coop, address, {"booth_id": str(other)}, 409))["code"] == "id_reused"
    for _ in range(2):
        assert (await coop.delete(f"/api/v1/{address}")).status_code == 204
    assert (await put(coop, address, {"booth_id": str(one)}, 409))["code"] == "id_reused"
    assert one in await free_booths(coop, fair)
    assert await ear.told_of(key) == ["booking_confirmed", "booking_ended"]


async def test_a_booth_that_is_taken_may_be_waited_for(
    organizer: httpx.AsyncClient, coop: httpx.AsyncClient, other_coop: httpx.AsyncClient
) -> None:
    fair = await opened_fair(organizer)
    booth, *_ = await free_booths(coop, fair)
    await put(coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)})

    lost = await put(other_coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)}, 409)

    assert (lost["code"], lost["may_wait"]) == ("booth_taken", True)
    booths = (await other_coop.get(f"/api/v1/fairs/{fair}/booths")).json()["items"]
    [held] = [one for one in booths if one["id"] == str(booth)]
    me = (await coop.get("/api/v1/me")).json()
    assert (held["status"], held["holder"]["id"]) == ("confirmed", me["organisations"][0]["id"])


async def test_a_fair_that_approves_wants_an_application_first(
    organizer: httpx.AsyncClient, coop: httpx.AsyncClient
) -> None:
    fair = await opened_fair(organizer, booking="approval")
    booth, *_ = await free_booths(coop, fair)
    refused = await put(coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)}, 409)
    assert refused["code"] == "application_required"


async def test_a_match_request_and_its_decision(buyer: httpx.AsyncClient, coop: httpx.AsyncClient, ear: Ear) -> None:
    demand, listing, key = await posted_demand(buyer), await publish(coop, a_word()), uuid7()
    body = {"demand_id": str(demand), "listing_id": str(listing), "message": "Xin mẫu."}
    address = f"match-requests/{key}"

    assert (await put(buyer, address, body))["outcome"] == "created"
    assert (await put(buyer, address, body, 200))["outcome"] == "repeated"
    assert (await put(buyer, address, {**body, "message": "Khác"}, 409))["code"] == "id_reused"
    assert (await put(buyer, f"match-requests/{uuid7()}", body, 409))["code"] == "match_exists"

    assert (await put(coop, f"{address}/decision", {"accepted": False}, 422))["errors"][0]["field"] == "reason"
    assert (await put(coop, f"{address}/decision", {"accepted": True}))["outcome"] == "created"
    assert (await put(coop, f"{address}/decision", {"accepted": True}, 200))["outcome"] == "repeated"
    other = await put(coop, f"{address}/decision", {"accepted": False, "reason": "Hết"}, 409)
    assert other["code"] == "id_reused"
    assert await ear.told_of(key) == ["match_requested", "match_accepted", "contacts_disclosed"]


async def test_a_registration_and_its_check_in(buyer: httpx.AsyncClient, organizer: httpx.AsyncClient) -> None:
    key, fair = uuid7(), f"fairs/{OPEN_FAIR}"
    body = {"person_name": "Sato Hanako"}
    made = await put(buyer, f"{fair}/registrations/{key}", body)
    assert made["outcome"] == "created"
    assert await put(buyer, f"{fair}/registrations/{key}", body, 200) == {**made, "outcome": "repeated"}
    assert (await put(buyer, f"{fair}/registrations/{key}", {"person_name": "Khác"}, 409))["code"] == "id_reused"

    code, one, second = made["code"].lower(), uuid7(), uuid7()
    assert (await put(organizer, f"{fair}/check-ins/{one}", {"code": code}))["outcome"] == "created"
    assert (await put(organizer, f"{fair}/check-ins/{one}", {"code": code}, 200))["outcome"] == "repeated"
    already = await put(organizer, f"{fair}/check-ins/{second}", {"code": code}, 200)
    assert (already["outcome"], already["badge"]["person_name"]) == ("already", "Sato Hanako")
    assert (await put(organizer, f"{fair}/check-ins/{uuid7()}", {"code": "nobody"}, 404))["code"] == "badge_unknown"


@pytest.mark.parametrize("decided", [{"accepted": True}, {"accepted": False, "reason": "Hết hàng"}])
async def test_only_the_co_op_decides(
    buyer: httpx.AsyncClient, coop: httpx.AsyncClient, other_coop: httpx.AsyncClient, decided: dict[str, Any]
) -> None:
    address = f"match-requests/{await requested_match(buyer, coop)}/decision"
    assert (await put(buyer, address, decided, 403))["code"] == "forbidden"
    assert (await put(other_coop, address, decided, 404))["code"] == "match_unknown"


async def test_a_quote_and_its_acceptance(buyer: httpx.AsyncClient, coop: httpx.AsyncClient, ear: Ear) -> None:
    demand, listing, match, key = await posted_demand(buyer), await publish(coop, a_word()), uuid7(), uuid7()
    await put(buyer, f"match-requests/{match}", {"demand_id": str(demand), "listing_id": str(listing)})
    address = f"match-requests/{match}/quotes/{key}"
    quote = a_quote(300)
    assert (await put(coop, address, quote, 409))["code"] == "match_not_accepted"
    await put(coop, f"match-requests/{match}/decision", {"accepted": True})

    assert (await put(coop, address, quote))["outcome"] == "created"
    assert (await put(coop, address, quote, 200))["outcome"] == "repeated"
    assert (await put(coop, address, {**quote, "place": "Kobe"}, 409))["code"] == "id_reused"
    assert (await put(coop, f"{address}/acceptance", {}, 409))["code"] == "quote_own"
    assert (await put(buyer, f"{address}/acceptance", {}))["id"] == str(key)
    assert (await put(buyer, f"{address}/acceptance", {}, 200))["outcome"] == "repeated"

    async def agreed() -> bool:
        return bool((await buyer.get(f"/api/v1/agreements/{key}")).json()["status"] == "agreed")

    await eventually_async(agreed)
    assert await ear.told_of(key) == ["quote_made", "quote_accepted", "agreement_reached"]
