"""Each kind of page, light and dark, on a phone and a desk: no serious fault for people who see little or nothing."""

import httpx
import pytest

from deploy.demo.listings import sellers
from deploy.demo.organisations import cooperatives, organisation_id
from shared.ids import uuid7
from tests.support.browser import People
from tests.support.finished import finish_a_fair
from tests.support.goods import a_quote, a_word, coming_months, publish
from tests.support.inquiries import a_proved_inquiry
from tests.support.looks import looks_well
from tests.support.market import OPEN_FAIR, Market, coop_id, form_token
from web.pages import HANDLERS

LARGEST_HTML = 60_000  # bytes
LISTING = organisation_id("listing", 0)
"""Of coop1."""
DEMAND = organisation_id("demand", organisation_id("buyer", "JP", 0), 0)
FAIR = f"fairs/{OPEN_FAIR}"
FIRST_EXHIBITOR = next(coop.id for coop in sellers(cooperatives())[40:] if coop.sector != "TM")
FEE = f"{FAIR}/fees/{organisation_id('booking', 'open', 'A01')}/{FIRST_EXHIBITOR}"
MATCH, AGREED, AGREEMENT, BADGE, POOL, LOT, INQUIRY, WORD, HELD = (uuid7() for _ in range(9))
FILES = {
    "/agreements/{agreement_id:uuid}/document.pdf",
    "/agreements/{agreement_id:uuid}/scan",
    "/trade.csv",
    "/report.csv",
    "/report.xlsx",
    "/report.pdf",
    "/listings/{listing_id:uuid}/qr.svg",
    "/lots/{lot_id:uuid}/qr.svg",
    "/my/listings.jsonl",
    "/my/listings.xlsx",
    "/demands.xlsx",
    "/evidence/{evidence_id:uuid}",
    "/fairs/{fair_id:uuid}/gate/worker.js",
    "/fairs/{fair_id:uuid}/gate/manifest.webmanifest",
    "/fairs/{fair_id:uuid}/gate/list",
    "/badges/{registration_id:uuid}/badge.pdf",
    "/fairs/{fair_id:uuid}/badges.pdf",
    "/fairs/{fair_id:uuid}/certificates.pdf",
    "/fairs/{fair_id:uuid}/report.csv",
    "/fairs/{fair_id:uuid}/report.pdf",
    "/fairs/{fair_id:uuid}/fees.xlsx",
    "/badges/{registration_id:uuid}/certificate.pdf",
    "/fairs/{fair_id:uuid}/groups/list.xlsx",
    "/fairs/{fair_id:uuid}/signs.pdf",
    "/fairs/{fair_id:uuid}/stands.pdf",
    "/fairs/{fair_id:uuid}/calendar.ics",
    "/fairs/{fair_id:uuid}/agenda.ics",
    "/fairs/{fair_id:uuid}/sessions/{session_id:uuid}",
    "/fairs/{fair_id:uuid}/sessions/{session_id:uuid}/calendar.ics",
    "/fairs/{fair_id:uuid}/partners/{partner_id:uuid}",
    "/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/answer",
    "/badges/{registration_id:uuid}/calendar.ics",
    "/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/calendar.ics",
    "/my/fairs/{fair_id:uuid}/calendar.ics",
}

PAGES: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "/listings": ("buyer-jp", "listings?stars=4&q=a"),
    "/sign-in": ("", "sign-in"),
    "/register": ("", "register"),
    "/registered": ("", "registered"),
    "/invitations/{token:str}": ("", "invitations/x"),
    "/listings/{listing_id:uuid}": ("coop1", f"listings/{LISTING}"),
    "/listings/new": ("coop1", "listings/new"),
    "/listings/{listing_id:uuid}/preview": ("coop1", f"listings/{LISTING}/preview"),
    "/listings/{listing_id:uuid}/edit": ("coop1", f"listings/{LISTING}/edit"),
    "/my/listings": ("coop1", "my/listings"),
    "/my/listings/import": ("coop1", "my/listings/import"),
    "/basket": ("buyer-jp", "basket"),
    "/my/readiness": ("coop1", "my/readiness"),
    "/my/near-matches": ("coop1", "my/near-matches"),
    "/listings/{listing_id:uuid}/papers": ("coop1", f"listings/{LISTING}/papers"),
    "/listings/{listing_id:uuid}/supply": ("coop1", f"listings/{LISTING}/supply"),
    "/listings/{listing_id:uuid}/readiness": ("coop1", f"listings/{LISTING}/readiness"),
    "/listings/{listing_id:uuid}/lots": ("coop1", f"listings/{LISTING}/lots"),
    "/listings/{listing_id:uuid}/lots/new": ("coop1", f"listings/{LISTING}/lots/new"),
    "/lots/{lot_id:uuid}": ("", f"lots/{LOT}"),
    "/lots/{lot_id:uuid}/edit": ("coop1", f"lots/{LOT}/edit"),
    "/coops/{organisation_id:uuid}": ("buyer-jp", f"coops/{coop_id(1)}"),
    "/compare": ("buyer-jp", f"compare?product={LISTING}&q=a"),
    "/papers": ("officer", "papers"),
    "/desk": ("coop1", "desk"),
    "/inbox": ("coop1", "inbox"),
    "/demands": ("coop1", "demands"),
    "/demands/import": ("buyer-jp", "demands/import"),
    "/demands/new": ("buyer-jp", "demands/new"),
    "/demands/{demand_id:uuid}": ("buyer-jp", f"demands/{DEMAND}"),
    "/demands/{demand_id:uuid}/edit": ("buyer-jp", f"demands/{DEMAND}/edit"),
    "/demands/{demand_id:uuid}/ranking": ("officer", f"demands/{DEMAND}/ranking"),
    "/demands/{demand_id:uuid}/ranking/{listing_id:uuid}": ("officer", f"demands/{DEMAND}/ranking/{LISTING}"),
    "/exposure": ("officer", "exposure"),
    "/demands/{demand_id:uuid}/plan": ("buyer-jp", f"demands/{DEMAND}/plan"),
    "/matches": ("coop1", "matches"),
    "/matches/{match_request_id:uuid}": ("coop1", f"matches/{MATCH}"),
    "/matches/{match_request_id:uuid}/quotes/new": ("coop1", f"matches/{MATCH}/quotes/new"),
    "/agreements": ("coop1", "agreements"),
    "/agreements/{agreement_id:uuid}": ("coop1", f"agreements/{AGREEMENT}"),
    "/trade": ("officer", "trade"),
    "/report": ("officer", "report"),
    "/report/agreements": ("officer", "report/agreements"),
    "/report/coops": ("officer", "report/coops?sector=NN&status=stopped"),
    "/report/fairs/{fair_id:uuid}": ("officer", f"report/{FAIR}"),
    "/pools/{pool_id:uuid}": ("buyer-jp", f"pools/{POOL}"),
    "/letters": ("coop1", "letters"),
    "/letters/{token:uuid}": ("", f"letters/{MATCH}"),
    "/listings/{listing_id:uuid}/inquiry": ("", f"listings/{LISTING}/inquiry"),
    "/inquiries/sent": ("", "inquiries/sent"),
    "/inquiries/confirm/{token:str}": ("", "inquiries/confirm/x"),
    "/inquiries": ("officer", "inquiries"),
    "/my/inquiries": ("coop1", "my/inquiries"),
    "/inquiries/{inquiry_id:uuid}": ("officer", f"inquiries/{INQUIRY}"),
    "/organisations": ("officer", "organisations"),
    "/organisations/{organisation_id:uuid}": ("officer", f"organisations/{coop_id(1)}"),
    "/operations": ("admin", "operations"),
    "/operations/accounts": ("admin", "operations/accounts"),
    "/operations/accounts/{account_id:uuid}": ("admin", f"operations/accounts/{organisation_id('account', 'coop1')}"),
    "/operations/letters": ("admin", "operations/letters"),
    "/operations/searches": ("admin", "operations/searches"),
    "/clock": ("buyer-jp", "clock"),
    "/password": ("coop1", "password"),
    "/saved-searches": ("buyer-jp", "saved-searches"),
    "/fairs": ("coop1", "fairs"),
    "/fairs/{fair_id:uuid}": ("coop1", f"{FAIR}?booth=F10"),
    "/fairs/{fair_id:uuid}/booths": ("coop1", f"{FAIR}/booths"),
    "/fairs/new": ("organizer", "fairs/new"),
    "/fairs/{fair_id:uuid}/agenda": ("coop1", f"{FAIR}/agenda"),
    "/fairs/{fair_id:uuid}/sessions/new": ("organizer", f"{FAIR}/sessions/new"),
    "/fairs/{fair_id:uuid}/course": ("organizer", f"{FAIR}/course"),
    "/fairs/{fair_id:uuid}/partners": ("organizer", f"{FAIR}/partners"),
    "/fairs/{fair_id:uuid}/groups": ("coop1", f"{FAIR}/groups"),
    "/fairs/{fair_id:uuid}/edit": ("organizer", f"{FAIR}/edit"),
    "/fairs/{fair_id:uuid}/applications": ("organizer", f"{FAIR}/applications"),
    "/fairs/{fair_id:uuid}/applications/new": ("coop1", f"{FAIR}/applications/new"),
    "/fairs/{fair_id:uuid}/allocation": ("organizer", f"{FAIR}/allocation"),
    "/fairs/{fair_id:uuid}/changes": ("organizer", f"{FAIR}/changes"),
    "/fairs/{fair_id:uuid}/team": ("organizer", f"{FAIR}/team"),
    "/fairs/{fair_id:uuid}/team/invitations/{token:str}": ("organizer", f"{FAIR}/team/invitations/x"),
    "/fairs/{fair_id:uuid}/fees": ("organizer", f"{FAIR}/fees"),
    "/fairs/{fair_id:uuid}/fees/{booking_id:uuid}/{organisation_id:uuid}": ("organizer", FEE),
    "/fairs/{fair_id:uuid}/prices": ("organizer", f"{FAIR}/prices"),
    "/fairs/{fair_id:uuid}/programmes/{programme_id:uuid}": ("organizer", f"{FAIR}/programmes/{MATCH}"),
    "/fairs/{fair_id:uuid}/route": ("organizer", f"{FAIR}/route"),
    "/fairs/{fair_id:uuid}/report": ("organizer", f"fairs/{HELD}/report"),
    "/fairs/{fair_id:uuid}/budget": ("organizer", f"fairs/{HELD}/budget"),
    "/fairs/{fair_id:uuid}/feedback": ("organizer", f"fairs/{HELD}/feedback"),
    "/fairs/{fair_id:uuid}/feedback/new": ("buyer-kr", f"fairs/{HELD}/feedback/new"),
    "/fairs/{fair_id:uuid}/plan/{hall:str}": ("organizer", f"{FAIR}/plan/A"),
    "/fairs/{fair_id:uuid}/attendees": ("organizer", f"{FAIR}/attendees"),
    "/fairs/{fair_id:uuid}/admissions": ("organizer", f"{FAIR}/admissions"),
    "/fairs/{fair_id:uuid}/doubles": ("organizer", f"{FAIR}/doubles"),
    "/fairs/{fair_id:uuid}/announcements": ("organizer", f"{FAIR}/announcements"),
    "/fairs/{fair_id:uuid}/announcements/{announcement_id:uuid}": ("organizer", f"{FAIR}/announcements/{WORD}"),
    "/fairs/{fair_id:uuid}/check-in": ("organizer", f"{FAIR}/check-in"),
    "/fairs/{fair_id:uuid}/day": ("organizer", f"{FAIR}/day"),
    "/fairs/{fair_id:uuid}/gate": ("organizer", f"{FAIR}/gate"),
    "/fairs/{fair_id:uuid}/registrations/new": ("buyer-jp", f"{FAIR}/registrations/new"),
    "/my/leads": ("buyer-jp", "my/leads"),
    "/my/badges": ("buyer-jp", "my/badges"),
    "/badges/{registration_id:uuid}": ("buyer-jp", f"badges/{BADGE}"),
}
"""Route below the language → who opens it, and where."""
NO_PAGES = {"/", "/live", "/fairs/{fair_id:uuid}/plan/{hall:str}/booths"}
"""What leads elsewhere, what streams, and what a drawing is made from."""


def test_no_page_is_forgotten() -> None:
    routes = {path for handler in HANDLERS if "GET" in handler.http_methods for path in handler.paths}
    assert {path.removeprefix("/{lang:str}") for path in routes} - NO_PAGES - FILES == PAGES.keys()


@pytest.fixture(scope="session")
async def furnished(market: Market) -> None:
    """A request with a quote, an agreement and a badge, for the pages that show one."""
    buyer, coop = await market.program("buyer-jp"), await market.program("coop1")
    steps: list[tuple[httpx.AsyncClient, str, dict[str, object]]] = [(buyer, f"{FAIR}/registrations/{BADGE}", {})]
    for match, quote in ((MATCH, uuid7()), (AGREED, AGREEMENT)):
        wanted = await publish(coop, a_word())
        asked: dict[str, object] = {"demand_id": str(DEMAND), "listing_id": str(wanted), "message": "Xin mẫu."}
        steps += [
            (buyer, f"match-requests/{match}", asked),
            (coop, f"match-requests/{match}/decision", {"accepted": True}),
            (coop, f"match-requests/{match}/messages/{uuid7()}", {"text": "Chào anh chị."}),
            (coop, f"match-requests/{match}/quotes/{quote}", a_quote()),
        ]
    steps.append((buyer, f"match-requests/{AGREED}/quotes/{AGREEMENT}/acceptance", {}))
    steps.append((buyer, f"pools/{POOL}", {"demand_id": str(DEMAND), "months": [coming_months(2)[1]]}))
    for who, address, body in steps:
        answer = await who.put(f"/api/v1/{address}", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text


@pytest.fixture(scope="session")
async def recorded(market: Market) -> None:
    """A lot, a basket and a message to all exhibitors, as people send them."""
    buyer, coop = await market.reader("buyer-jp"), await market.reader("coop1")
    token = form_token((await buyer.get("/vi/basket")).text)
    answer = await buyer.post("/vi/basket/items", data={"listing": str(LISTING), "_token": token})
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
    token = form_token((await coop.get(f"/vi/listings/{LISTING}/lots/new")).text)
    lot = {"code": "L-1", "produced": "2026-01-05", "origin": "Thanh Hà", "_token": token}
    answer = await coop.post(f"/vi/listings/{LISTING}/lots/{LOT}", data=lot)
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
    organizer = await market.reader("organizer")
    token = form_token((await organizer.get(f"/vi/{FAIR}/announcements")).text)
    message = {"announcement_id": str(WORD), "group": "exhibitors", "title": "Giờ mở cửa", "text": "Cổng 2, 6 giờ."}
    answer = await organizer.post(f"/vi/{FAIR}/announcements", data={**message, "_token": token})
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text


@pytest.fixture(scope="session")
async def inquired(market: Market) -> None:
    """A request without an account that waits for the Alliance."""
    await a_proved_inquiry(market, LISTING, INQUIRY)


@pytest.fixture(scope="session")
async def held(market: Market) -> None:
    """A fair that is over, for what comes after."""
    await finish_a_fair(market, HELD)


@pytest.mark.usefixtures("furnished", "recorded", "inquired", "held")
@pytest.mark.parametrize("route", PAGES)
async def test_a_page(people: People, route: str) -> None:
    who, path = PAGES[route]
    reader = await people.signed_in(who) if who else await people.guest()
    answer = await reader.page.goto(f"/vi/{path}")
    assert answer is not None
    assert answer.status == httpx.codes.OK
    assert len(await answer.body()) <= LARGEST_HTML
    await looks_well(reader.page)
