"""Demands and fairs as programs state them, and what they need to be asked for."""

from typing import Any
from uuid import UUID

import httpx

from shared.ids import uuid7
from tests.support.goods import a_word, publish
from tests.support.market import OPEN_FAIR


def a_demand(**changes: Any) -> dict[str, Any]:
    return {"what": a_word(), "quantity": {"amount": "500", "unit": "KGM"}, "destination": "JP", **changes}


def a_fair(**changes: Any) -> dict[str, Any]:
    return {
        "name": f"Hội chợ {a_word()}",
        "status": "open",
        "starts_at": "2031-03-01T08:00:00+07:00",
        "ends_at": "2031-03-03T17:00:00+07:00",
        "venue": "Bắc Ninh",
        "booking": "direct",
        "halls": [{"code": "A", "rows": 2, "columns": 5}],
        **changes,
    }


async def put(client: httpx.AsyncClient, address: str, body: object, status: int = httpx.codes.CREATED) -> Any:
    answer = await client.put(f"/api/v1/{address}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def posted_demand(buyer: httpx.AsyncClient, **changes: Any) -> UUID:
    demand_id = uuid7()
    await put(buyer, f"demands/{demand_id}", a_demand(**changes))
    return demand_id


async def requested_match(buyer: httpx.AsyncClient, seller: httpx.AsyncClient) -> UUID:
    """For a new demand and a new listing."""
    match_request_id = uuid7()
    demand_id, listing_id = await posted_demand(buyer), await publish(seller, a_word())
    await put(buyer, f"match-requests/{match_request_id}", {"demand_id": str(demand_id), "listing_id": str(listing_id)})
    return match_request_id


async def opened_fair(organizer: httpx.AsyncClient, **changes: Any) -> UUID:
    fair_id = uuid7()
    await put(organizer, f"fairs/{fair_id}", a_fair(**changes))
    return fair_id


async def free_booths(client: httpx.AsyncClient, fair_id: UUID = OPEN_FAIR) -> list[UUID]:
    booths = (await client.get(f"/api/v1/fairs/{fair_id}/booths")).json()["items"]
    return [UUID(booth["id"]) for booth in booths if booth["status"] == "free"]
