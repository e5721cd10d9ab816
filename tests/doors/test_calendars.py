"""Calendar files as calendar programs fetch them, also after a fair has moved or is cancelled."""

from typing import Any

import httpx
from icalendar import Calendar

from shared.ids import uuid7
from tests.support.market import Market, coop_id

FAIR = {
    "name": "Phiên kết nối Jerusalem",
    "status": "open",
    "starts_at": "2031-10-25T06:00:00Z",
    "ends_at": "2031-10-26T15:00:00Z",
    "zone": "Asia/Jerusalem",
    "venue": "בנייני האומה",
    "booking": "direct",
    "halls": [{"code": "H1", "rows": 1, "columns": 2}],
}


async def put(client: httpx.AsyncClient, path: str, body: dict[str, Any], status: int = 201, **headers: str) -> Any:
    answer = await client.put(f"/api/v1/{path}", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


async def events(client: httpx.AsyncClient, path: str) -> dict[str, tuple[str, int, str]]:
    """UID → method, sequence, status."""
    answer = await client.get(f"/vi/{path}/calendar.ics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    method = str(calendar["METHOD"])
    return {str(one["UID"]): (method, one.sequence, str(one["STATUS"])) for one in calendar.events}


async def test_what_somebody_put_into_a_calendar_follows_the_fair(market: Market) -> None:
    organizer, coop = await market.program("organizer"), await market.program("coop14")
    fair, booking, badge = (str(uuid7()) for _ in range(3))
    await put(organizer, f"fairs/{fair}", FAIR)
    [booth, _] = (await coop.get(f"/api/v1/fairs/{fair}/booths")).json()["items"]
    body = {"booth_id": booth["id"], "organisation_id": str(coop_id(14))}
    await put(coop, f"fairs/{fair}/bookings/{booking}", body)
    await put(coop, f"fairs/{fair}/registrations/{badge}", {"person_name": "Đào"})
    reader, stranger = await market.reader("coop14"), await market.stranger()

    assert await events(stranger, f"fairs/{fair}") == {fair: ("PUBLISH", 1, "CONFIRMED")}
    assert await events(reader, f"fairs/{fair}/bookings/{booking}") == {booking: ("PUBLISH", 2, "CONFIRMED")}
    assert await events(reader, f"badges/{badge}") == {badge: ("PUBLISH", 1, "CONFIRMED")}
    for private in (f"fairs/{fair}/bookings/{booking}", f"badges/{badge}"):
        assert (await (await market.reader("coop15")).get(f"/vi/{private}/calendar.ics")).status_code == 404

    await put(organizer, f"fairs/{fair}", {**FAIR, "starts_at": "2031-10-25T07:00:00Z"}, 200, **{"If-Match": '"1"'})
    assert (await coop.delete(f"/api/v1/fairs/{fair}/bookings/{booking}")).status_code == 204
    assert await events(reader, f"my/fairs/{fair}") == {
        booking: ("PUBLISH", 4, "CANCELLED"),
        badge: ("PUBLISH", 2, "CONFIRMED"),
    }

    await put(organizer, f"fairs/{fair}", {**FAIR, "status": "cancelled"}, 200, **{"If-Match": '"2"'})
    assert await events(stranger, f"fairs/{fair}") == {fair: ("CANCEL", 3, "CANCELLED")}
    assert await events(reader, f"badges/{badge}") == {badge: ("CANCEL", 3, "CANCELLED")}
