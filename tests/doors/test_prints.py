"""What is printed for a fair, and for whom."""

import pytest

from shared.ids import uuid7
from tests.support.market import OPEN_FAIR, Market, coop_id
from tests.support.pdf import shown

FAIR = f"/vi/fairs/{OPEN_FAIR}"


async def test_a_badge_is_printed_for_who_made_it_and_for_organizers(market: Market) -> None:
    key = uuid7()
    buyer = await market.program("buyer-il")
    made = await buyer.put(
        f"/api/v1/fairs/{OPEN_FAIR}/registrations/{key}", json={"person_name": "דוד Ẫ", "organisation_name": "טעמים"}
    )
    assert made.status_code == 201, made.text
    address = f"badges/{key}/badge.pdf"

    for who, language in (("buyer-il", "he"), ("organizer", "vi")):
        answer = await (await market.reader(who)).get(f"/{language}/{address}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.headers["cache-control"] == "private, no-store"
        assert set("דודẪטעמים") <= shown(answer.content)
    assert (await (await market.reader("buyer-kr")).get(f"/vi/{address}")).status_code == 404
    assert (await (await market.stranger()).get(f"/vi/{address}")).status_code in {303, 401}

    own = await (await market.reader("buyer-il")).get(f"{FAIR}/badges.pdf")
    assert "Ẫ" in shown(own.content)
    assert (await (await market.reader("buyer-il")).get(f"{FAIR}/badges.pdf?page=900")).status_code == 404


@pytest.mark.parametrize("paper", ["signs", "stands"])
async def test_a_coop_prints_for_its_own_booths_only(market: Market, paper: str) -> None:
    coop, number = await market.program("coop13"), coop_id(13)
    free = (await coop.get(f"/api/v1/fairs/{OPEN_FAIR}/booths")).json()["items"]
    booth = next(booth for booth in free if booth["status"] == "free")
    booking = f"/api/v1/fairs/{OPEN_FAIR}/bookings/{uuid7()}"
    made = await coop.put(booking, json={"booth_id": booth["id"], "organisation_id": str(number)})
    assert made.status_code == 201, made.text

    for who in ("coop13", "organizer"):
        answer = await (await market.reader(who)).get(f"{FAIR}/{paper}.pdf")
        assert answer.status_code == 200
        assert set(booth["code"]) <= shown(answer.content)
    assert (await (await market.reader("buyer-kr")).get(f"{FAIR}/{paper}.pdf")).status_code == 404
    await coop.delete(booking)
    assert (await (await market.reader("coop13")).get(f"{FAIR}/{paper}.pdf")).status_code == 404


async def test_the_way_of_a_visit_is_drawn_over_the_plan(market: Market) -> None:
    organizer = await market.reader("organizer")
    page = (await organizer.get(f"{FAIR}/route?choice=stars&most=5")).text
    assert page.count('<circle class="stop"') == page.count('<polyline class="walk"') + 1 == 5
    assert "★★★" in page
    assert (await organizer.get(f"{FAIR}/route?most=900")).status_code == 422
    assert (await (await market.reader("coop13")).get(f"{FAIR}/route")).status_code == 403
