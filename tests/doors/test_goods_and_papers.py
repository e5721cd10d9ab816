"""Lots, papers and readiness of a listing over the API: read, written, and by whom not."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from shared.ids import uuid7
from tests.support.ear import Ear
from tests.support.goods import a_listing, a_word, publish
from tests.support.listings import a_picture
from tests.support.market import Market, coop_id

CERTIFICATE = {"scheme": "VIETGAP", "number": "VG-1", "issued": "2026-01-05", "expires": "2031-01-05"}
PNG = {"Content-Type": "image/png"}


def a_lot(**changes: Any) -> dict[str, Any]:
    stages = [{"kind": "harvest", "on": "2026-09-30", "place": "Vĩnh Bảo"}]
    return {"code": "L-1", "produced": "2026-10-01", "origin": "Hải Phòng", "stages": stages, **changes}


@pytest.fixture
async def coop(market: Market) -> httpx.AsyncClient:
    return await market.program("coop13")


@pytest.fixture
async def listing(coop: httpx.AsyncClient) -> UUID:
    return await publish(coop, a_word(), certificates=[CERTIFICATE])


async def test_a_lot_from_its_first_statement_to_its_revision(coop: httpx.AsyncClient, listing: UUID, ear: Ear) -> None:
    address = f"/api/v1/listings/{listing}/lots"
    lot, other = (f"{address}/{uuid7()}" for _ in range(2))
    first, again = [await coop.put(lot, json=a_lot()) for _ in range(2)]
    assert [(one.status_code, one.headers["etag"]) for one in (first, again)] == [(201, '"1"'), (200, '"1"')]
    changed = a_lot(best_before="2027-10-01")
    assert (await coop.put(lot, json=changed)).status_code == 428
    assert (await coop.put(lot, json=changed, headers={"If-Match": '"1"'})).headers["etag"] == '"2"'
    late = await coop.put(lot, json=a_lot(), headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["version"]) == (412, 2)
    assert (await coop.put(other, json=a_lot())).json()["code"] == "lot_code_taken"
    await coop.put(other, json=a_lot(code="L-2", produced="2026-11-01"))
    faulty = await coop.put(other, json=a_lot(produced="2999-01-01", origin=" "))
    assert sorted(fault["field"] for fault in faulty.json()["errors"]) == ["origin", "produced"]
    shown = await coop.get(lot)
    assert (shown.headers["etag"], shown.json()["best_before"], shown.json()["standards"]) == (
        '"2"',
        "2027-10-01",
        ["VIETGAP"],
    )
    page = (await coop.get(address, params={"page_size": 1})).json()
    assert ([item["code"] for item in page["items"]], page["total"], page["next_cursor"]) == (["L-2"], 2, "2")
    assert (await coop.get(f"/api/v1/listings/{uuid7()}/lots/{shown.json()['id']}")).status_code == 404
    assert await ear.told_of(UUID(shown.json()["id"])) == ["lot_recorded", "lot_recorded"]


async def test_a_scan_and_who_may_open_it(market: Market, coop: httpx.AsyncClient, listing: UUID) -> None:
    evidence = uuid7()
    said = {"scheme": "VIETGAP", "number": "VG-1", "name": "vietgap.png"}
    put = f"/api/v1/listings/{listing}/evidence/{evidence}"
    first, again = [await coop.put(put, params=said, content=a_picture("PNG"), headers=PNG) for _ in range(2)]
    assert [(one.status_code, one.json()["outcome"]) for one in (first, again)] == [(201, "created"), (200, "repeated")]
    other = await coop.put(put, params=said, content=a_picture("PNG", colour="red"), headers=PNG)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")

    file, buyer, officer = f"/api/v1/evidence/{evidence}", await market.program("buyer-jp"), "officer"
    buyer_id = (await buyer.get("/api/v1/me")).json()["organisations"][0]["id"]
    assert (await buyer.get(file)).status_code == 404
    for _ in range(2):
        assert (await coop.put(f"{file}/readers/{buyer_id}")).status_code == 204
    opened = await buyer.get(file)
    assert (opened.content, opened.headers["cache-control"]) == (a_picture("PNG"), "private, no-store")
    assert (await coop.delete(f"{file}/readers/{buyer_id}")).status_code == 204
    assert (await buyer.get(file)).status_code == 404

    check, verdict = f"/api/v1/listings/{listing}/papers/VIETGAP/check", {"number": "VG-1", "verdict": "confirmed"}
    assert (await coop.put(check, json=verdict)).status_code == 403
    assert (await (await market.program(officer)).put(check, json=verdict)).status_code == 204
    [paper] = (await coop.get(f"/api/v1/listings/{listing}/papers")).json()["items"]
    assert (paper["check"]["verdict"], [one["id"] for one in paper["evidence"]]) == ("confirmed", [str(evidence)])
    [seen] = (await buyer.get(f"/api/v1/listings/{listing}/papers")).json()["items"]
    assert (seen["has_evidence"], seen["evidence"]) == (True, [])
    for _ in range(2):
        assert (await coop.delete(file)).status_code == 204
    assert (await coop.get(file)).status_code == 404


REFUSED: dict[str, tuple[dict[str, str], dict[str, str], bytes, tuple[int, str]]] = {
    "no such paper": ({"number": "VG-2"}, PNG, a_picture("PNG"), (404, "paper_unknown")),
    "no such scheme": ({"scheme": "MADE_UP"}, PNG, a_picture("PNG"), (422, "invalid")),
    "a page": ({}, {"Content-Type": "text/html"}, b"<script>", (415, "unsupported_media_type")),
    "a page that says it is a PDF": ({}, {"Content-Type": "application/pdf"}, b"<script>", (422, "scan_unreadable")),
    "half a PDF": ({}, {"Content-Type": "application/pdf"}, b"%PDF-1.7 ...", (422, "scan_broken")),
    "11 MB": ({}, PNG, bytes(11 * 2**20), (413, "too_large")),
}


@pytest.mark.parametrize(("said", "headers", "content", "wanted"), REFUSED.values(), ids=REFUSED)
async def test_what_is_no_scan_of_a_stated_paper(
    coop: httpx.AsyncClient,
    listing: UUID,
    said: dict[str, str],
    headers: dict[str, str],
    content: bytes,
    wanted: tuple[int, str],
) -> None:
    stated = {"scheme": "VIETGAP", "number": "VG-1", "name": "scan", **said}
    address = f"/api/v1/listings/{listing}/evidence/{uuid7()}"
    refused = await coop.put(address, params=stated, content=content, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == wanted


async def test_anothers_goods(market: Market, listing: UUID) -> None:
    stranger, nobody = await market.program("coop14"), await market.stranger()
    said = {"scheme": "VIETGAP", "number": "VG-1", "name": "scan"}
    for client, status in ((stranger, 403), (nobody, 401)):
        address = f"/api/v1/listings/{listing}"
        assert (await client.put(f"{address}/lots/{uuid7()}", json=a_lot())).status_code == status
        scan = await client.put(f"{address}/evidence/{uuid7()}", params=said, content=a_picture("PNG"), headers=PNG)
        assert scan.status_code == status
        assert (await client.get(f"/api/v1/organisations/{coop_id(13)}/gaps")).status_code == status
        assert (await client.get(f"{address}/readiness")).status_code == 200, "of what is published"


async def test_what_a_listing_lacks(coop: httpx.AsyncClient) -> None:
    draft = uuid7()
    await coop.put(f"/api/v1/listings/{draft}", json=a_listing(a_word(), certificates=[CERTIFICATE]))
    markets = {one["market"]: one for one in (await coop.get(f"/api/v1/listings/{draft}/readiness")).json()["markets"]}
    assert set(markets) == {"JP", "KR", "IL", "VN"}
    assert all(finding["source"] for one in markets.values() for finding in one["findings"])
    page = (await coop.get(f"/api/v1/organisations/{coop_id(13)}/gaps", params={"page_size": 100})).json()
    marks = {item["listing_id"]: item["marks"] for item in page["items"]}[str(draft)]
    missing = sum(finding["verdict"] == "missing" for finding in markets["JP"]["findings"])
    assert (marks["JP"]["missing"], page["total"]) == (missing, len(page["items"]))
