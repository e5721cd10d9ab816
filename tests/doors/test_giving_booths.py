"""Booths that organizers give and hand over, to any co-op by its name; and who waits for a type."""

from datetime import UTC, datetime, timedelta

from shared.ids import uuid7
from tests.support.market import Market, form_token


async def name_of(market: Market, coop: str) -> str:
    me = (await (await market.program(coop)).get("/api/v1/me")).json()
    return str(me["organisations"][0]["name"])


async def test_a_booth_is_given_and_handed_over_by_name(market: Market) -> None:
    organizer, program, fair = await market.reader("organizer"), await market.program("organizer"), uuid7()
    begins = datetime.now(UTC) + timedelta(days=20)
    body = {
        "name": "Hội chợ trao gian",
        "status": "open",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(days=1)).isoformat(),
        "booking": "direct",
        "halls": [{"code": "A", "rows": 1, "columns": 2}],
    }
    await program.put(f"/api/v1/fairs/{fair}", json=body)
    booth = (await program.get(f"/api/v1/fairs/{fair}/booths")).json()["items"][0]
    page = (await organizer.get(f"/vi/fairs/{fair}?booth=A01")).text
    booking = {"_token": form_token(page), "booking_id": str(uuid7()), "booth_id": booth["id"], "booth": "A01"}
    first, second = await name_of(market, "coop5"), await name_of(market, "coop6")

    unknown = await organizer.post(f"/vi/fairs/{fair}/bookings", data=booking | {"coop": "HTX Không Có"})
    assert unknown.status_code == 422
    assert "viết đúng như trong danh bạ" in unknown.text
    assert 'value="HTX Không Có"' in unknown.text
    given = await organizer.post(f"/vi/fairs/{fair}/bookings", data=booking | {"coop": first})
    assert given.status_code == 303
    change = {"_token": booking["_token"], "change_id": str(uuid7()), "booth": "A01", "coop": second}
    place = f"/vi/fairs/{fair}/bookings/{booking['booking_id']}/holder"
    assert (await organizer.post(place, data=change)).status_code == 303

    after = (await program.get(f"/api/v1/fairs/{fair}/booths")).json()["items"][0]
    assert (after["status"], after["holder"]["name"]) == ("confirmed", second)
    history = (await organizer.get(f"/vi/fairs/{fair}/changes")).text
    assert first in history
    assert second in history
