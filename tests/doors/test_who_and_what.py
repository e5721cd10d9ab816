"""Who may not, what is not there, what cannot be read: statuses and problem documents."""

from uuid import UUID

import httpx
import pytest

from shared.ids import uuid7
from tests.support.goods import a_listing, a_word, publish
from tests.support.market import OPEN_FAIR, Market, coop_id
from tests.support.stated import a_demand, a_fair, free_booths, posted_demand, requested_match


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Its status and code, after a look at the form that every problem has."""
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["detail"]
    return answer.status_code, document["code"]


@pytest.mark.parametrize("header", ["Bearer nobody", "Bearer", "Basic Y29vcDE6eA==", "nonsense", "Bearer a b"])
async def test_a_bad_token_is_no_anonymous_visit(stranger: httpx.AsyncClient, header: str) -> None:
    for address in ("me", "listings"):
        refused = await stranger.get(f"/api/v1/{address}", headers={"Authorization": header})
        assert problem(refused) == (401, "unauthenticated")
        assert refused.headers["www-authenticate"] == "Bearer"


async def test_without_a_token(stranger: httpx.AsyncClient) -> None:
    for address in ("me", f"demands/{uuid7()}", f"demands/{uuid7()}/suggestions"):
        assert problem(await stranger.get(f"/api/v1/{address}")) == (401, "unauthenticated")
    for address, body in (
        (f"demands/{uuid7()}", a_demand(organisation_id=str(uuid7()))),
        (f"fairs/{uuid7()}", a_fair()),
        (f"match-requests/{uuid7()}", {"demand_id": str(uuid7()), "listing_id": str(uuid7())}),
        (f"match-requests/{uuid7()}/decision", {"accepted": True}),
        (f"listings/{uuid7()}/publication", {}),
        (f"listings/{uuid7()}", a_listing(organisation_id=str(coop_id(1)))),
        (f"fairs/{OPEN_FAIR}/registrations/{uuid7()}", {"person_name": "Sato"}),
        (f"fairs/{OPEN_FAIR}/check-ins/{uuid7()}", {"code": "x"}),
    ):
        assert problem(await stranger.put(f"/api/v1/{address}", json=body)) == (401, "unauthenticated")


async def test_the_cookie_opens_no_api(market: Market) -> None:
    reader = await market.reader("coop1")
    assert problem(await reader.get("/api/v1/me")) == (401, "unauthenticated")
    listing = await publish(await market.program("coop1"), a_word())
    assert problem(await reader.delete(f"/api/v1/listings/{listing}/publication")) == (401, "unauthenticated")


async def test_the_token_opens_no_page(coop: httpx.AsyncClient) -> None:
    assert (await coop.get("/vi/desk")).status_code == 401


async def test_what_belongs_to_another_co_op(coop: httpx.AsyncClient, other_coop: httpx.AsyncClient) -> None:
    draft, shown = uuid7(), await publish(coop, a_word())
    await coop.put(f"/api/v1/listings/{draft}", json=a_listing())
    assert problem(await other_coop.get(f"/api/v1/listings/{draft}")) == (404, "listing_unknown")
    assert problem(await other_coop.put(f"/api/v1/listings/{draft}/publication")) == (404, "listing_unknown")
    assert problem(await other_coop.delete(f"/api/v1/listings/{shown}/publication")) == (403, "forbidden")
    for body in (a_listing(), a_listing(organisation_id=str(coop_id(1)))):
        assert problem(await other_coop.put(f"/api/v1/listings/{shown}", json=body)) == (403, "forbidden")


async def test_what_a_buyer_may_not(buyer: httpx.AsyncClient, coop: httpx.AsyncClient) -> None:
    booth, *_ = await free_booths(buyer)
    for address, body in (
        (f"listings/{uuid7()}", a_listing()),
        (f"fairs/{uuid7()}", a_fair()),
        (f"fairs/{OPEN_FAIR}/bookings/{uuid7()}", {"booth_id": str(booth)}),
        (f"fairs/{OPEN_FAIR}/bookings/{uuid7()}", {"booth_id": str(booth), "organisation_id": str(coop_id(1))}),
        (f"fairs/{OPEN_FAIR}/check-ins/{uuid7()}", {"code": "x"}),
        (f"demands/{uuid7()}", a_demand(organisation_id=str(coop_id(1)))),
    ):
        assert problem(await buyer.put(f"/api/v1/{address}", json=body)) == (403, "forbidden"), address
    assert problem(await coop.put(f"/api/v1/demands/{uuid7()}", json=a_demand())) == (403, "forbidden")


async def test_what_is_a_secret_is_not_there(
    market: Market, buyer: httpx.AsyncClient, coop: httpx.AsyncClient, other_coop: httpx.AsyncClient
) -> None:
    other_buyer = await market.program("buyer-kr")
    demand, match = await posted_demand(buyer), await requested_match(buyer, coop)
    assert problem(await other_buyer.get(f"/api/v1/demands/{demand}")) == (404, "demand_unknown")
    assert problem(await other_buyer.get(f"/api/v1/demands/{demand}/suggestions")) == (404, "demand_unknown")
    decided = {"accepted": True}
    for who in (other_buyer, other_coop):
        refused = await who.put(f"/api/v1/match-requests/{match}/decision", json=decided)
        assert problem(refused) == (404, "match_unknown")
    draft = uuid7()
    organizer = await market.program("organizer")
    await organizer.put(f"/api/v1/fairs/{draft}", json=a_fair(status="draft"))
    for address in (f"fairs/{draft}", f"fairs/{draft}/booths"):
        assert problem(await buyer.get(f"/api/v1/{address}")) == (404, "fair_unknown")


@pytest.mark.parametrize(
    "address", ["nothing", "listings/x", "me/too", f"listings/{UUID(int=0)}", f"fairs/{UUID(int=0)}/booths"]
)
async def test_what_is_unknown(stranger: httpx.AsyncClient, address: str) -> None:
    status, code = problem(await stranger.get(f"/api/v1/{address}"))
    assert status == 404
    assert code.endswith("_unknown")


async def test_methods_types_and_sizes(coop: httpx.AsyncClient) -> None:
    address = f"/api/v1/listings/{uuid7()}"
    assert problem(await coop.delete(address)) == (405, "method_not_allowed")
    assert problem(await coop.post("/api/v1/listings", json={})) == (405, "method_not_allowed")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png"):
        refused = await coop.put(address, content=b"x", headers={"Content-Type": kind})
        assert problem(refused) == (415, "unsupported_media_type"), kind
        assert "application/json" in refused.json()["detail"]
    for size in (600_000, 30_000_000):
        refused = await coop.put(address, content=b" " * size, headers={"Content-Type": "application/json"})
        assert problem(refused) == (413, "too_large"), size
    assert (await coop.get(address)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "language", "sentence"),
    [
        ("en", "en", "Please fill this in."),
        ("vi", "vi", "Mời điền ô này."),
        ("de, en;q=0.5, vi;q=0.1", "en", "Please fill this in."),
        ("xx;q=nonsense, *", "vi", "Mời điền ô này."),
    ],
)
async def test_all_faults_at_once_in_the_callers_language(
    coop: httpx.AsyncClient, asked: str, language: str, sentence: str
) -> None:
    body = a_listing(sku=" ", names={"en": "x"}, moq={"amount": "-1", "unit": "KGM"})
    refused = await coop.put(f"/api/v1/listings/{uuid7()}", json=body, headers={"Accept-Language": asked})
    assert problem(refused) == (422, "invalid")
    faults = {fault["field"]: (fault["code"], fault["message"]) for fault in refused.json()["errors"]}
    assert faults.keys() == {"sku", "names.vi", "moq.amount"}
    assert faults["sku"] == ("required", sentence)
    assert refused.headers["content-language"] == language


async def test_what_the_address_lacks_is_named(market: Market) -> None:
    refused = await (await market.program("officer")).get("/api/v1/trade-report?until=2026-12-31")
    assert refused.status_code == 422
    assert [(fault["field"], fault["code"]) for fault in refused.json()["errors"]] == [("since", "required")]


async def test_the_description_of_the_api(stranger: httpx.AsyncClient) -> None:
    described = await stranger.get("/api/openapi.json")
    assert described.status_code == 200
    document = described.json()
    assert document["openapi"].startswith("3.1")
    paths = {path.replace("{", "<").split("<")[0]: set(methods) for path, methods in document["paths"].items()}
    assert {"get"} <= paths["/api/v1/me"]
    for path, methods in {
        "/api/v1/listings/{listing_id}": {"get", "put"},
        "/api/v1/listings/{listing_id}/publication": {"put", "delete"},
        "/api/v1/demands/{demand_id}": {"get", "put"},
        "/api/v1/demands/{demand_id}/suggestions": {"get"},
        "/api/v1/match-requests/{match_request_id}": {"put"},
        "/api/v1/match-requests/{match_request_id}/decision": {"put"},
        "/api/v1/fairs": {"get"},
        "/api/v1/fairs/{fair_id}": {"get", "put"},
        "/api/v1/fairs/{fair_id}/booths": {"get"},
        "/api/v1/fairs/{fair_id}/bookings/{booking_id}": {"put", "delete"},
        "/api/v1/fairs/{fair_id}/registrations/{registration_id}": {"put"},
        "/api/v1/fairs/{fair_id}/check-ins/{check_in_id}": {"put"},
    }.items():
        assert methods <= document["paths"][path].keys(), path


async def test_me(market: Market, coop: httpx.AsyncClient) -> None:
    me = (await coop.get("/api/v1/me")).json()
    assert (me["account"]["email"], me["account"]["locale"], me["roles"]) == ("coop1@chophien.test", "vi", ["coop"])
    assert [(one["id"], one["role"]) for one in me["organisations"]] == [(str(coop_id(1)), "coop")]
    officer = (await (await market.program("officer")).get("/api/v1/me")).json()
    assert (officer["roles"], officer["organisations"]) == (["officer"], [])
