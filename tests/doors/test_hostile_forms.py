"""Each form with what nobody means well: the form comes back with a word at the field and all that was typed."""

import html
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import pytest

from deploy.demo.organisations import organisation_id
from shared.ids import uuid7
from tests.support.market import OPEN_FAIR, Market, coop_id, form_token
from tests.support.stated import requested_match

LONG = "dài " * 2000
DEMAND = organisation_id("demand", organisation_id("buyer", "KR", 0), 0)


@dataclass(frozen=True)
class Sheet:
    """A form: who fills it in, where it goes, what is right, and wrong values by the field that is to be named."""

    who: str
    path: Callable[[], str]
    right: dict[str, str]
    wrong: dict[str, list[str]] = field(default_factory=dict)


def new_id() -> str:
    return str(uuid7())


SHEETS = {
    "listing": Sheet(
        "coop19",
        lambda: f"listings/{uuid7()}",
        {"name_vi": "Chè", "sku": "C-1", "price_currency": "VND"},
        {
            "name_vi": ["", "\u202e", LONG],
            "sku": ["x" * 101],
            "description_vi": ["🦆" * 262_144],
            "category": ["weapons"],
            "price_amount": ["-1", "nhiều", "1,2,3", "NaN", "9" * 40],
            "price_unit": ["bushel"],
            "moq_amount": ["-5"],
            "capacity_3": ["x"],
            "capacity_every": ["-1"],
            "ocop_stars": ["9"],
            "ocop_issued": ["2026-02-30", "2999-01-01"],
            "certificate_expires_0": ["yesterday"],
        },
    ),
    "demand": Sheet(
        "buyer-kr",
        lambda: f"demands/{uuid7()}",
        {"what": "Chè", "destination": "KR"},
        {
            "what": ["", "\u202e", LONG],
            "destination": ["", "QQ"],
            "quantity_amount": ["-1", "many"],
            "deadline": ["2020-01-01", "soon"],
            "certificates": ["TRUST"],
            "min_stars": ["2"],
            "note": [LONG],
        },
    ),
    "fair": Sheet(
        "organizer",
        lambda: f"fairs/{uuid7()}",
        {
            "name": "Hội chợ",
            "starts_at": "2031-03-01T08:00",
            "ends_at": "2031-03-02T08:00",
            "zone": "Asia/Seoul",
            "booking": "direct",
            "hall_0_code": "A",
            "hall_0_rows": "2",
            "hall_0_columns": "2",
        },
        {
            "name": ["", LONG],
            "starts_at": ["", "soon", "2031-02-30T08:00"],
            "ends_at": ["2031-02-01T08:00", "99999-01-01T00:00"],
            "zone": ["Mars", "../etc/passwd"],
            "booking": ["bribe"],
            "hall_0_code": ["!"],
            "hall_0_rows": ["0", "x", "41"],
        },
    ),
    "registration": Sheet(
        "",
        lambda: "register",
        {
            "organisation_id": new_id(),
            "account_id": new_id(),
            "kind": "coop",
            "name": "HTX Chè",
            "legal_form": "HTX",
            "province": "24",
            "person_name": "Trần An",
            "email": "an@chophien.test",
            "password": "một chiều chợ phiên",
        },
        {
            "name": ["", "\u202e", LONG],
            "kind": ["king"],
            "legal_form": ["GmbH"],
            "province": ["00", ""],
            "person_name": ["", LONG],
            "email": ["", "an", "a b@c.vn", "an@", "coop1@chophien.test"],
            "phone": ["call me"],
            "tax_code": ["123", "2300000001"],
            "password": ["", "short", "x" * 201],
        },
    ),
    "attendee": Sheet(
        "buyer-kr",
        lambda: f"fairs/{OPEN_FAIR}/registrations",
        {"registration_id": new_id(), "kind": "visitor", "person_name": "Kim"},
        {"person_name": ["", "\u202e", LONG], "kind": ["king", "exhibitor"]},
    ),
    "offer": Sheet(
        "coop19",
        lambda: f"demands/{DEMAND}/offers",
        {"match_request_id": new_id(), "listing_id": "", "message": "Chào anh Kim"},
        {"listing_id": [""], "message": [LONG]},
    ),
    "gate": Sheet(
        "organizer",
        lambda: f"fairs/{OPEN_FAIR}/check-ins",
        {"check_in_id": new_id(), "code": "x"},
        {"check_in_id": ["x"], "code": ["", "x" * 101]},
    ),
}
CASES = [
    (sheet, name, value) for sheet, form in SHEETS.items() for name, values in form.wrong.items() for value in values
]
NOT_SHOWN_AGAIN = frozenset({"password", "kind", "destination", "category", "booking", "legal_form", "province"})
NOT_SHOWN_AGAIN |= {"price_unit", "certificates", "min_stars", "ocop_stars", "price_currency", "check_in_id"}
"""A password, and choices that there are not."""


async def sent(market: Market, sheet: Sheet, **typed: str) -> httpx.Response:
    client = await (market.reader(sheet.who) if sheet.who else market.stranger())
    token = form_token((await client.get("/vi/desk")).text) if sheet.who else ""
    return await client.post(f"/vi/{sheet.path()}", data={**sheet.right, **typed, "_token": token})


@pytest.mark.parametrize(("kind", "name", "value"), CASES, ids=[f"{k}-{n}-{v[:8]!a}" for k, n, v in CASES])
async def test_the_fault_stands_at_its_field_and_nothing_typed_is_lost(
    market: Market, kind: str, name: str, value: str
) -> None:
    sheet = SHEETS[kind]
    answer = await sent(market, sheet, **{name: value})
    assert answer.status_code in {409, 422}
    page = html.unescape(answer.text)
    assert 'class="fault"' in page or 'role="alert"' in page
    for field_name, typed in {**sheet.right, name: value}.items():
        assert typed in page or field_name in NOT_SHOWN_AGAIN, field_name
    assert "một chiều" not in page


@pytest.mark.parametrize("kind", SHEETS)
async def test_an_empty_form_and_one_of_rubbish(market: Market, kind: str) -> None:
    sheet = SHEETS[kind]
    client = await (market.reader(sheet.who) if sheet.who else market.stranger())
    token = form_token((await client.get("/vi/desk")).text) if sheet.who else ""
    address, boundary = f"/vi/{sheet.path()}", "multipart/form-data; boundary=abc"
    part = b'--abc\r\nContent-Disposition: form-data; name="_token"\r\n\r\n' + token.encode() + b"\r\n"
    rubbish = part + b'--abc\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--abc--\r\n'
    for content, media_type in (
        (f"_token={token}".encode(), "application/x-www-form-urlencoded"),
        (f"_token={token}&name=%ff%fe%00&what=%00&sku=%ff".encode(), "application/x-www-form-urlencoded"),
        (rubbish, boundary),
        (b"x" * 100, boundary),
        (b"x" * 100, "multipart/form-data"),
        (b"{}", "application/json"),
        (b"x", "text/plain"),
    ):
        answer = await client.post(address, content=content, headers={"Content-Type": media_type})
        assert answer.status_code in {403, 422}, (media_type, answer.status_code)


async def test_what_belongs_to_others(market: Market) -> None:
    foreign = organisation_id("listing", 100)
    match = await requested_match(await market.program("buyer-kr"), await market.program("coop19"))
    for who, path, typed, statuses in (
        ("coop19", f"listings/{foreign}", SHEETS["listing"].right, {403}),
        ("coop19", f"listings/{foreign}/publication", {"withdraw": "1"}, {403}),
        ("coop19", f"listings/{uuid7()}/publication", {}, {404}),
        ("coop19", f"listings/{foreign}/photos/{uuid7()}/removal", {}, {403}),
        ("coop19", f"demands/{uuid7()}", SHEETS["demand"].right, {403}),
        ("coop19", f"demands/{DEMAND}/requests", {"match_request_id": new_id(), "listing_id": new_id()}, {403, 404}),
        ("buyer-kr", f"demands/{DEMAND}/requests", {"match_request_id": new_id(), "listing_id": new_id()}, {404}),
        ("buyer-kr", f"demands/{DEMAND}/requests", {"match_request_id": "x", "listing_id": "x"}, {422}),
        ("buyer-kr", f"matches/{match}/decision", {"decision": "accept"}, {403}),
        ("coop18", f"matches/{match}/decision", {"decision": "accept"}, {404}),
        ("coop19", f"organisations/{coop_id(19)}/verification", {"decision": "verify"}, {403}),
        ("officer", f"organisations/{uuid7()}/verification", {"decision": "verify"}, {404}),
        ("officer", f"operations/dead-letters/registry/{uuid7()}", {}, {403}),
        ("admin", f"operations/dead-letters/registry/{uuid7()}", {"drop": "1"}, {303}),
        ("admin", f"operations/dead-letters/nobody/{uuid7()}", {"drop": "1"}, {404}),
        ("coop19", f"fairs/{uuid7()}", SHEETS["fair"].right, {403}),
        ("coop19", f"fairs/{OPEN_FAIR}/status", {"status": "cancelled", "version": "1"}, {403}),
        ("coop19", f"fairs/{OPEN_FAIR}/check-ins", SHEETS["gate"].right, {403}),
        ("coop19", f"fairs/{OPEN_FAIR}/bookings", {"booking_id": new_id(), "booth_id": new_id()}, {404}),
        ("buyer-kr", f"fairs/{OPEN_FAIR}/applications", {"application_id": new_id(), "listing_ids": new_id()}, {403}),
        ("coop19", "inbox/read", {"up_to": "9" * 30}, {303}),
        ("coop19", "language", {"language": "xx", "here": "//evil.example/x"}, {303}),
    ):
        client = await market.reader(who)
        token = form_token((await client.get("/vi/desk")).text)
        answer = await client.post(f"/vi/{path}", data={**typed, "_token": token})
        assert answer.status_code in statuses, (who, path, answer.status_code)
        assert answer.headers.get("location", "/").startswith("/")
        assert not answer.headers.get("location", "/").startswith("//")


async def test_a_form_that_is_larger_than_any_book(market: Market) -> None:
    answer = await sent(market, SHEETS["demand"], note="🦆" * 2_000_000)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("who", "paths"),
    [
        ("buyer-kr", ["demands?page={}", "matches?page={}", "inbox?before={}", "my/badges?page={}", "fairs?page={}"]),
        ("coop19", ["my/listings?page={}", f"fairs/{OPEN_FAIR}/booths?page={{}}"]),
        ("officer", ["organisations?page={}"]),
        ("organizer", [f"fairs/{OPEN_FAIR}/attendees?page={{}}", f"fairs/{OPEN_FAIR}/applications?page={{}}"]),
        ("admin", ["operations/letters?page={}"]),
    ],
)
async def test_page_numbers(market: Market, who: str, paths: list[str]) -> None:
    client = await market.reader(who)
    for path in paths:
        for number in ("0", "-1", "x", "1000000", "9" * 25, "%00"):
            answer = await client.get(f"/vi/{path.format(number)}")
            assert answer.status_code in {200, 422}, (path, number)


@pytest.mark.parametrize("text", ["%00", "a%00b", "%FF", "'%22%25_", "x" * 500, "%E2%80%AE", "%F0%9F%A6%86"])
async def test_searches(market: Market, text: str) -> None:
    for who, path in (
        ("coop19", "demands"),
        ("officer", "organisations"),
        ("admin", "operations/letters"),
        ("organizer", f"fairs/{OPEN_FAIR}/attendees"),
        ("coop19", f"fairs/{OPEN_FAIR}/booths"),
        ("coop19", "listings"),
    ):
        answer = await (await market.reader(who)).get(f"/vi/{path}?q={text}")
        assert answer.status_code in {200, 422}, (path, answer.status_code)


@pytest.mark.parametrize(
    ("address", "above"),
    [("/vi/basket/items", "/vi/basket"), (f"/ja/demands/{OPEN_FAIR}/requests", f"/ja/demands/{OPEN_FAIR}")],
)
async def test_what_only_takes_forms_leads_to_the_page_above_it(market: Market, address: str, above: str) -> None:
    """Who reloads an answer, or wants it in another language."""
    answer = await (await market.reader("buyer-jp")).get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, above)
