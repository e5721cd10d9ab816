"""A fair that is over."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.market import Market


async def finish_a_fair(market: Market, fair: UUID) -> None:
    """At which one buyer had a badge."""
    organizer, now = await market.program("organizer"), datetime.now(UTC)
    body = {
        "name": "Phiên kết nối",
        "status": "open",
        "starts_at": (now - timedelta(hours=1)).isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
    }
    await organizer.put(f"/api/v1/fairs/{fair}", json=body)
    buyer = await market.program("buyer-kr")
    await buyer.put(f"/api/v1/fairs/{fair}/registrations/{uuid7()}", json={"person_name": "김하나", "kind": "buyer"})

    async def is_running() -> bool:
        return bool((await organizer.get(f"/api/v1/fairs/{fair}")).json()["status"] == "running")

    await eventually_async(is_running)
    version = (await organizer.get(f"/api/v1/fairs/{fair}")).headers["etag"]
    ended = await organizer.put(
        f"/api/v1/fairs/{fair}", json=body | {"status": "finished"}, headers={"If-Match": version}
    )
    assert ended.status_code == 200
