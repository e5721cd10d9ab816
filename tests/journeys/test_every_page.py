"""Each kind of page, light and dark, on a phone and a desk: no serious fault for people who see little or nothing."""

import httpx
import pytest

from deploy.demo.organisations import organisation_id
from shared.ids import uuid7
from tests.support.browser import People
from tests.support.goods import a_word, publish
from tests.support.looks import looks_well
from tests.support.market import OPEN_FAIR, Market, coop_id, form_token
from web.pages import HANDLERS

LARGEST_HTML = 60_000  # bytes
LISTING = organisation_id("listing", 0)
"""Of coop1."""
DEMAND = organisation_id("demand", organisation_id("buyer", "JP", 0), 0)
FAIR = f"fairs/{OPEN_FAIR}"
MATCH, BADGE, LOT = uuid7(), uuid7(), uuid7()

PAGES: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "/listings": ("buyer-jp", "listings?stars=4&q=a"),
    "/sign-in": ("", "sign-in"),
    "/register": ("", "register"),
    "/registered": ("", "registered"),
    "/invitations/{token:str}": ("", "invitations/x"),
    "/listings/{listing_id:uuid}": ("coop1", f"listings/{LISTING}"),
    "/listings/new": ("coop1", "listings/new"),
    "/listings/{listing_id:uuid}/edit": ("coop1", f"listings/{LISTING}/edit"),
    "/my/listings": ("coop1", "my/listings"),
    "/my/readiness": ("coop1", "my/readiness"),
    "/listings/{listing_id:uuid}/papers": ("coop1", f"listings/{LISTING}/papers"),
    "/listings/{listing_id:uuid}/supply": ("coop1", f"listings/{LISTING}/supply"),
    "/listings/{listing_id:uuid}/readiness": ("coop1", f"listings/{LISTING}/readiness"),
    "/coops/{organisation_id:uuid}": ("buyer-jp", f"coops/{coop_id(1)}"),
    "/listings/{listing_id:uuid}/lots": ("coop1", f"listings/{LISTING}/lots"),
    "/listings/{listing_id:uuid}/lots/new": ("coop1", f"listings/{LISTING}/lots/new"),
    "/lots/{lot_id:uuid}": ("", f"lots/{LOT}"),
    "/lots/{lot_id:uuid}/edit": ("coop1", f"lots/{LOT}/edit"),
    "/compare": ("buyer-jp", f"compare?product={LISTING}&q=a"),
    "/papers": ("officer", "papers"),
    "/desk": ("coop1", "desk"),
    "/inbox": ("coop1", "inbox"),
    "/demands": ("coop1", "demands"),
    "/demands/new": ("buyer-jp", "demands/new"),
    "/demands/{demand_id:uuid}": ("buyer-jp", f"demands/{DEMAND}"),
    "/demands/{demand_id:uuid}/edit": ("buyer-jp", f"demands/{DEMAND}/edit"),
    "/matches": ("coop1", "matches"),
    "/matches/{match_request_id:uuid}": ("coop1", f"matches/{MATCH}"),
    "/organisations": ("officer", "organisations"),
    "/organisations/{organisation_id:uuid}": ("officer", f"organisations/{coop_id(1)}"),
    "/operations": ("admin", "operations"),
    "/operations/letters": ("admin", "operations/letters"),
    "/fairs": ("coop1", "fairs"),
    "/fairs/{fair_id:uuid}": ("coop1", f"{FAIR}?booth=F10"),
    "/fairs/{fair_id:uuid}/booths": ("coop1", f"{FAIR}/booths"),
    "/fairs/new": ("organizer", "fairs/new"),
    "/fairs/{fair_id:uuid}/edit": ("organizer", f"{FAIR}/edit"),
    "/fairs/{fair_id:uuid}/applications": ("organizer", f"{FAIR}/applications"),
    "/fairs/{fair_id:uuid}/applications/new": ("coop1", f"{FAIR}/applications/new"),
    "/fairs/{fair_id:uuid}/allocation": ("organizer", f"{FAIR}/allocation"),
    "/fairs/{fair_id:uuid}/changes": ("organizer", f"{FAIR}/changes"),
    "/fairs/{fair_id:uuid}/plan/{hall:str}": ("organizer", f"{FAIR}/plan/A"),
    "/fairs/{fair_id:uuid}/attendees": ("organizer", f"{FAIR}/attendees"),
    "/fairs/{fair_id:uuid}/check-in": ("organizer", f"{FAIR}/check-in"),
    "/fairs/{fair_id:uuid}/registrations/new": ("buyer-jp", f"{FAIR}/registrations/new"),
    "/my/badges": ("buyer-jp", "my/badges"),
    "/badges/{registration_id:uuid}": ("buyer-jp", f"badges/{BADGE}"),
}
"""Route below the language → who opens it, and where."""
NO_PAGES = {
    "/",
    "/live",
    "/fairs/{fair_id:uuid}/plan/{hall:str}/booths",
    "/listings/{listing_id:uuid}/qr.svg",
    "/my/listings.jsonl",
    "/evidence/{evidence_id:uuid}",
}
"""What leads elsewhere, what streams, what a drawing is made from, and files."""


def test_no_page_is_forgotten() -> None:
    routes = {path for handler in HANDLERS if "GET" in handler.http_methods for path in handler.paths}
    assert {path.removeprefix("/{lang:str}") for path in routes} - NO_PAGES == PAGES.keys()


@pytest.fixture(scope="session")
async def furnished(market: Market) -> None:
    """A request, a badge and a lot, for the pages that show one."""
    code = {"code": "L-1", "produced": "2026-01-05", "origin": "Thanh Hà", "_token": ""}
    coop = await market.reader("coop1")
    code["_token"] = form_token((await coop.get(f"/vi/listings/{LISTING}/lots/new")).text)
    recorded = await coop.post(f"/vi/listings/{LISTING}/lots/{LOT}", data=code)
    assert recorded.status_code == httpx.codes.SEE_OTHER, recorded.text
    buyer = await market.program("buyer-jp")
    wanted = await publish(await market.program("coop1"), a_word())
    asked = {"demand_id": str(DEMAND), "listing_id": str(wanted), "message": "Xin mẫu."}
    for address, body in ((f"match-requests/{MATCH}", asked), (f"{FAIR}/registrations/{BADGE}", {})):
        answer = await buyer.put(f"/api/v1/{address}", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("route", PAGES)
async def test_a_page(people: People, route: str) -> None:
    who, path = PAGES[route]
    reader = await people.signed_in(who) if who else await people.guest()
    answer = await reader.page.goto(f"/vi/{path}")
    assert answer is not None
    assert answer.status == httpx.codes.OK
    assert len(await answer.body()) <= LARGEST_HTML
    await looks_well(reader.page)
