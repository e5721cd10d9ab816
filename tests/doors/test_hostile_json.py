"""Each PUT with what nobody means well: refused with a word, never with a broken answer, and nothing half-saved."""

from typing import Any

import httpx
import pytest

from shared.ids import uuid7
from tests.support.goods import a_listing
from tests.support.market import OPEN_FAIR, Market
from tests.support.stated import a_demand, a_fair

LONG, EMOJI = "x" * 20_000, "🦆" * 262_144
PRICE = {"amount": "1", "currency": "VND", "unit": "KGM"}
HALL = {"code": "A", "rows": 2, "columns": 2}


def quantity(amount: object, unit: str = "KGM") -> dict[str, object]:
    return {"amount": amount, "unit": unit}


LISTINGS: list[tuple[str, dict[str, Any]]] = [
    ("sku", {"sku": ""}),
    ("sku", {"sku": 5}),
    ("sku", {"sku": "x" * 101}),
    ("sku", {"sku": "\u202e\u200b"}),
    ("names", {"names": "Chè"}),
    ("names", {"names": {"xx": "Chè"}}),
    ("names.vi", {"names": {"vi": LONG}}),
    ("names.vi", {"names": {"en": "Tea"}}),
    ("descriptions.vi", {"descriptions": {"vi": LONG}}),
    ("category", {"category": "weapons"}),
    ("price.amount", {"price": {**PRICE, "amount": "-1"}}),
    ("price.amount", {"price": {**PRICE, "amount": "NaN"}}),
    ("price.amount", {"price": {**PRICE, "amount": "1e999999"}}),
    ("price.amount", {"price": {**PRICE, "amount": "1" * 50_000}}),
    ("price.amount", {"price": {**PRICE, "amount": "many"}}),
    ("price.currency", {"price": {**PRICE, "currency": "XXX"}}),
    ("price.unit", {"price": {**PRICE, "unit": "bushel"}}),
    ("price.unit", {"price": {"amount": "1", "currency": "VND"}}),
    ("price.incoterm", {"price": {**PRICE, "incoterm": "FREE"}}),
    ("price.place", {"price": {**PRICE, "place": LONG}}),
    ("moq.amount", {"moq": quantity("1e-999999999")}),
    ("capacity.by_month", {"capacity": {"unit": "KGM", "by_month": ["1"] * 11}}),
    ("capacity.by_month.2", {"capacity": {"unit": "KGM", "by_month": ["1", "1", "-1", *["1"] * 9]}}),
    ("ocop.stars", {"ocop": {"stars": 6, "certificate": "1", "issued": "2026-01-01"}}),
    ("ocop.issued", {"ocop": {"stars": 3, "certificate": "1", "issued": "2026-02-30"}}),
    ("ocop.issued", {"ocop": {"stars": 3, "certificate": "1", "issued": "2999-01-01"}}),
    ("ocop.certificate", {"ocop": {"stars": 3, "certificate": "\u202e", "issued": "2026-01-01"}}),
    ("certificates", {"certificates": [{"scheme": "HACCP"}] * 31}),
    (
        "certificates.0.expires",
        {"certificates": [{"scheme": "HACCP", "issued": "2026-01-02", "expires": "2026-01-01"}]},
    ),
    ("organisation_id", {"organisation_id": "mine"}),
    ("surprise", {"surprise": 1}),
]
DEMANDS: list[tuple[str, dict[str, Any]]] = [
    ("what", {"what": ""}),
    ("what", {"what": "\u202e"}),
    ("what", {"what": LONG}),
    ("what", {"what": None}),
    ("lang", {"lang": "xx"}),
    ("destination", {"destination": "Japan"}),
    ("destination", {"destination": "ZZ"}),
    ("quantity.amount", {"quantity": quantity("0")}),
    ("quantity.amount", {"quantity": quantity("Infinity")}),
    ("quantity.unit", {"quantity": quantity("1", "bushel")}),
    ("deadline", {"deadline": "0001-01-01"}),
    ("deadline", {"deadline": "tomorrow"}),
    ("certificates.0", {"certificates": ["TRUST"]}),
    ("min_stars", {"min_stars": 2}),
    ("note", {"note": LONG}),
    ("status", {"status": "gone"}),
]
FAIRS: list[tuple[str, dict[str, Any]]] = [
    ("name", {"name": ""}),
    ("name", {"name": "\u202e"}),
    ("status", {"status": "wild"}),
    ("starts_at", {"starts_at": "2031-03-01T08:00:00"}),
    ("starts_at", {"starts_at": "0001-01-01T00:00:00+14:00"}),
    ("ends_at", {"ends_at": "9999-12-31T23:59:59-12:00"}),
    ("ends_at", {"ends_at": "2031-02-01T08:00:00+07:00"}),
    ("zone", {"zone": "../etc/passwd"}),
    ("zone", {"zone": "a\0"}),
    ("venue", {"venue": LONG}),
    ("description", {"description": LONG}),
    ("halls.0.code", {"halls": [{**HALL, "code": "a b"}]}),
    ("halls.0.rows", {"halls": [{**HALL, "rows": 0}]}),
    ("halls.0.aisle", {"halls": [{**HALL, "aisle": 1e308}]}),
    ("halls.1.code", {"halls": [HALL, HALL]}),
    ("halls", {"halls": [{**HALL, "code": chr(65 + number), "rows": 40, "columns": 60} for number in range(10)]}),
]
RECORDS = {"listings": ("coop18", a_listing, LISTINGS), "demands": ("buyer-kr", a_demand, DEMANDS)}
RECORDS["fairs"] = ("organizer", a_fair, FAIRS)
CASES = [(kind, field, change) for kind, (_, _, faults) in RECORDS.items() for field, change in faults]


@pytest.mark.parametrize(("kind", "field", "change"), CASES, ids=[f"{kind}-{field}" for kind, field, _ in CASES])
async def test_a_wrong_field_is_named_and_nothing_is_kept(
    market: Market, kind: str, field: str, change: dict[str, Any]
) -> None:
    who, build, _ = RECORDS[kind]
    client, address = await market.program(who), f"/api/v1/{kind}/{uuid7()}"
    refused = await client.put(address, json={**build(), **change}, headers={"Accept-Language": "en"})
    assert refused.status_code == 422, refused.text
    assert [fault["field"] for fault in refused.json()["errors"]] == [field]
    assert refused.json()["errors"][0]["message"]
    assert (await client.get(address)).status_code == 404


async def test_every_wrong_field_is_told_in_the_readers_language(market: Market) -> None:
    client, body = await market.program("coop18"), a_listing(sku=5, category="weapons", names={"vi": ""}, surprise=1)
    told = {}
    for language in ("vi", "en"):
        refused = await client.put(f"/api/v1/listings/{uuid7()}", json=body, headers={"Accept-Language": language})
        assert refused.status_code == 422
        told[language] = {fault["field"]: fault for fault in refused.json()["errors"]}
        assert told[language].keys() == {"sku", "category", "names.vi", "surprise"}
        assert "`" not in refused.text, "nothing of what msgspec says"
    for field, fault in told["vi"].items():
        assert fault["code"] == told["en"][field]["code"]
        assert fault["message"] != told["en"][field]["message"]
    refused = await client.put(f"/api/v1/listings/{uuid7()}", content=b"{", headers={"Accept-Language": "vi"})
    assert (refused.json()["code"], refused.json()["detail"]) == (
        "malformed",
        "Nội dung này không đọc được. Hãy xem lại cách viết.",
    )


BODIES = {
    "not JSON": b"<xml/>",
    "cut off": b'{"sku": "A", "names": {"vi": "Ch',
    "invalid UTF-8": b'{"sku": "\xff\xfe", "names": {"vi": "A"}, "what": "\xff", "name": "\xff"}',
    "half a surrogate": b'{"sku": "\\ud800", "what": "\\ud800", "name": "\\ud800"}',
    "deep": b"[" * 100_000,
    "NUL": b"\0\0\0\0",
    "byte order mark": b'\xef\xbb\xbf{"sku": "A", "names": {"vi": "A"}}',
    "a list": b"[]",
    "a number": b"7",
    "nothing": b"",
    "null": b"null",
}
ACTS = (
    f"match-requests/{uuid7()}",
    f"match-requests/{uuid7()}/decision",
    f"fairs/{OPEN_FAIR}/bookings/{uuid7()}",
    f"fairs/{OPEN_FAIR}/check-ins/{uuid7()}",
)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_what_is_no_document(market: Market, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    for who, addresses in (
        ("coop18", [f"listings/{uuid7()}", ACTS[2]]),
        ("buyer-kr", [f"demands/{uuid7()}", ACTS[0], ACTS[1]]),
        ("organizer", [f"fairs/{uuid7()}", ACTS[3]]),
    ):
        client = await market.program(who)
        for address in addresses:
            refused = await client.put(f"/api/v1/{address}", content=body, headers=headers)
            assert refused.status_code == 422, (address, refused.text)
            assert refused.json()["code"] in {"invalid", "malformed"}


async def test_a_megabyte_of_emoji(market: Market) -> None:
    for who, kind, body in (
        ("coop18", "listings", a_listing(EMOJI)),
        ("buyer-kr", "demands", a_demand(what=EMOJI)),
        ("organizer", "fairs", a_fair(name=EMOJI)),
    ):
        client, address = await market.program(who), f"/api/v1/{kind}/{uuid7()}"
        assert (await client.put(address, json=body)).status_code == 413
        assert (await client.get(address)).status_code == 404


NUL, TURNED, SCRIPT = "a\0b", "abc\u202edef", "<script>alert(1)</script>"


async def test_texts_are_cleaned_before_they_are_kept(market: Market) -> None:
    """NUL, which PostgreSQL cannot keep, and signs that turn the direction of what follows; markup is only text."""
    seller = await market.program("coop18")
    for text, kept in ((NUL, "ab"), (TURNED, "abcdef"), (SCRIPT, SCRIPT)):
        key = uuid7()
        body = a_listing(
            text,
            sku=text,
            descriptions={"vi": text},
            price={**PRICE, "incoterm": None, "place": text},
            ocop={"stars": 3, "certificate": text, "issued": "2026-01-01"},
            certificates=[{"scheme": "HACCP", "number": text, "issued": None, "expires": None}],
        )
        assert (await seller.put(f"/api/v1/listings/{key}", json=body)).status_code == 201
        given = (await seller.get(f"/api/v1/listings/{key}")).json()
        assert (given["sku"], given["names"]["vi"], given["descriptions"]["vi"]) == (kept, kept, kept)
        assert (given["price"]["place"], given["ocop"]["certificate"]) == (kept, kept)
        assert given["certificates"][0]["number"] == kept


async def test_markup_is_shown_as_text(market: Market) -> None:
    seller, key = await market.program("coop18"), uuid7()
    await seller.put(f"/api/v1/listings/{key}", json=a_listing(SCRIPT, descriptions={"vi": SCRIPT}))
    await seller.put(f"/api/v1/listings/{key}/publication")
    page = (await (await market.stranger()).get(f"/vi/listings/{key}")).text
    assert SCRIPT not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


async def test_hostile_words_in_acts(market: Market, organizer: httpx.AsyncClient) -> None:
    buyer = await market.program("buyer-kr")
    for text in (NUL, TURNED, SCRIPT):
        answer = await buyer.put(f"/api/v1/fairs/{OPEN_FAIR}/registrations/{uuid7()}", json={"person_name": text})
        assert answer.status_code == 201, answer.text
    for code, status in ((NUL, 422), ("", 422), ("x" * 101, 422), (TURNED, 404), (SCRIPT, 404), ("%_", 404)):
        refused = await organizer.put(f"/api/v1/fairs/{OPEN_FAIR}/check-ins/{uuid7()}", json={"code": code})
        assert refused.status_code == status, refused.text


@pytest.mark.parametrize("text", ["%00", "a%00b", "%FF%FE", "'%22&|!():*%3C-%3E", "%F0%9F%A6%86" * 50, "%E2%80%AE"])
async def test_hostile_searches(stranger: httpx.AsyncClient, text: str) -> None:
    assert (await stranger.get(f"/api/v1/listings?q={text}")).status_code in {200, 422}
    assert (await stranger.get(f"/vi/listings?q={text}")).status_code == 200
    assert (await stranger.get(f"/api/v1/listings?province={text}")).status_code in {200, 422}
