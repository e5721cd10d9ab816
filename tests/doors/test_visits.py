"""Pages as programs meet them: cookies, tokens in forms, origins, attempts, caches."""

import asyncio
import html
import re

import httpx
import pytest

from shared.ids import uuid7
from tests.support.goods import a_word, publish
from tests.support.market import OPEN_FAIR, Market, form_token
from web.attempts import PER_ACCOUNT

PASSWORD = "một chiều chợ phiên"


async def registered(market: Market, name: str = "") -> str:
    """The e-mail of somebody new."""
    email = f"{uuid7().hex}@chophien.test"
    stranger = await market.stranger()
    answer = await stranger.post(
        "/vi/register",
        data={
            "organisation_id": str(uuid7()),
            "account_id": str(uuid7()),
            "kind": "buyer",
            "name": name or a_word(),
            "country": "JP",
            "person_name": "Sato",
            "email": email,
            "password": PASSWORD,
        },
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/vi/registered"), answer.text
    return email


async def sign_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD, **more: str) -> httpx.Response:
    return await client.post("/en/sign-in", data={"email": email, "password": password, **more})


async def test_anonymous_pages_set_no_cookie_and_hold_no_token(market: Market) -> None:
    listing = await publish(await market.program("coop16"), a_word())
    stranger = await market.stranger()
    paths = [
        "vi",
        "en/listings",
        f"vi/listings/{listing}",
        "vi/fairs",
        f"vi/fairs/{OPEN_FAIR}",
        "en/sign-in",
        "vi/register",
    ]
    for path in paths:
        page = await stranger.get(f"/{path}")
        assert page.status_code == 200, path
        assert "set-cookie" not in page.headers, path
        assert "_token" not in page.text, path
        assert page.headers["cache-control"].startswith("public"), path
    mine = await (await market.reader("coop16")).get("/vi")
    assert mine.headers["cache-control"] == "private, no-store"


async def test_the_first_page_is_in_the_readers_language(market: Market) -> None:
    for wanted, language in (("ja, en;q=0.8", "ja"), ("th, en;q=0.8", "en"), ("vi-VN", "vi"), ("fr", "vi")):
        answer = await (await market.stranger()).get("/", headers={"Accept-Language": wanted})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}")
        assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(
    "path", ["nothing", "xx/listings", "favicon.ico", "vi/nothing", "en/listings/x", "static/none.js"]
)
async def test_unknown_addresses(market: Market, path: str) -> None:
    answer = await (await market.stranger()).get(f"/{path}")
    assert answer.status_code == 404
    assert "text/html" in answer.headers["content-type"]


PLAIN = {"Accept-Encoding": "identity"}


async def test_the_head_of_an_answer(market: Market) -> None:
    for who in (await market.stranger(), await market.reader("coop16")):
        for path in ("/vi/listings", "/vi/fairs", "/api/v1/listings?q=tra", "/vi/nothing"):
            whole, head = await who.get(path, headers=PLAIN), await who.head(path, headers=PLAIN)
            assert (head.status_code, head.content) == (whole.status_code, b""), path
            assert head.headers["content-length"] == str(len(whole.content)), path
        assert (await who.head("/live")).status_code == 405


async def test_what_keeps_strangers_scripts_away(market: Market) -> None:
    page = await (await market.stranger()).get("/vi")
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script(?![^>]*src=)|\son[a-z]+=|\sstyle=", page.text)


async def test_a_sign_in_makes_a_new_session_and_ends_the_old(market: Market) -> None:
    email = await registered(market)
    reader = await market.stranger()
    first = await sign_in(reader, email)
    assert (first.status_code, first.headers["location"]) == (303, "/en/desk")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(first.headers["set-cookie"].split("; "))
    old = reader.cookies["session"]

    await reader.post("/en/sign-in", data={"email": email, "password": PASSWORD, "_token": await token_of(reader)})
    new = reader.cookies["session"]

    assert new != old
    assert await desk_with(market, new) == 200
    assert await desk_with(market, old) == 401
    left = await reader.post("/en/sign-out", data={"_token": await token_of(reader)})
    assert left.status_code == 303
    assert await desk_with(market, new) == 401


async def token_of(reader: httpx.AsyncClient) -> str:
    return form_token((await reader.get("/en/desk")).text)


async def desk_with(market: Market, session: str) -> int:
    stranger = await market.stranger(Cookie=f"session={session}")
    return (await stranger.get("/en/desk")).status_code


def hidden(page: str) -> dict[str, str]:
    """The fields of a page that nobody sees."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


async def test_what_was_typed_survives_the_end_of_the_session(market: Market) -> None:
    email, word = await registered(market), f"{a_word()} “<b>”"
    reader = await market.stranger()
    await sign_in(reader, email)
    demand = f"/en/demands/{uuid7()}"
    typed = {"what": word, "destination": "nowhere", "note": "line 1\r\nline 2", "_token": await token_of(reader)}
    reader.cookies.clear()

    ended = await reader.post(demand, data=typed)
    assert ended.status_code == 401
    carried = hidden(ended.text)
    assert (carried["to"], carried["typed:what"]) == (demand, word)
    assert "_token" not in ended.text
    wrong = await sign_in(reader, email, "not the password", **carried)
    assert (wrong.status_code, hidden(wrong.text)) == (422, {**carried, "next": ""})
    back = await sign_in(reader, email, **carried)
    assert (back.status_code, back.headers["cache-control"]) == (200, "private, no-store")
    again = await reader.post(demand, data=hidden(back.text))

    assert again.status_code == 422, "it came to its form, which says what else is wrong"
    assert html.escape(word, quote=False).split("<b>")[0] in again.text.replace("&#34;", '"')
    assert "line 1\r\nline 2" in html.unescape(again.text)


async def test_a_sign_in_that_carries_a_form_leads_nowhere_else(market: Market) -> None:
    email = await registered(market)
    for elsewhere in ("https://example.com/", "//example.com", "/\\example.com"):
        answer = await sign_in(await market.stranger(), email, to=elsewhere, **{"typed:what": "x"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/en/desk")


async def test_who_must_sign_in_comes_back_to_where_they_wanted(market: Market) -> None:
    email, stranger = await registered(market), await market.stranger()
    page = await stranger.get("/en/my/badges")
    assert page.status_code == 401
    assert "/en/sign-in?next=/en/my/badges" in page.text
    for wanted, reached in (
        ("/en/my/badges", "/en/my/badges"),
        ("//evil.example", "/en/desk"),
        ("/\\evil", "/en/desk"),
        ("/" + "é" * 2500, "/en/desk"),
    ):
        answer = await sign_in(await market.stranger(), email, next=wanted)
        assert answer.headers["location"] == reached


async def test_forms_of_somebody_signed_in_carry_their_token(market: Market) -> None:
    reader, other = await market.reader("coop16"), await market.reader("coop17")
    typed = {"name_vi": a_word(), "sku": "S-1"}
    stolen = form_token((await other.get("/vi/desk")).text)
    for token in ({}, {"_token": ""}, {"_token": "x" * 64}, {"_token": stolen}):
        key = uuid7()
        refused = await reader.post(f"/vi/listings/{key}", data={**typed, **token})
        assert refused.status_code == 403
        assert (await reader.get(f"/vi/listings/{key}")).status_code == 404
    own = form_token((await reader.get("/vi/desk")).text)
    assert (await reader.post(f"/vi/listings/{uuid7()}", data={**typed, "_token": own})).status_code == 303


async def test_a_form_that_is_too_old_is_sent_once_more_as_it_was(market: Market) -> None:
    reader, word, key = await market.reader("coop16"), a_word(), uuid7()
    typed = {"name_vi": f"Chè “{word}”", "sku": "<S>", "_token": "0" * 64}
    page = html.unescape((await reader.post(f"/vi/listings/{key}", data=typed)).text)
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert again.keys() == typed.keys()
    assert (await reader.post(f"/vi/listings/{key}", data=again)).status_code == 303
    assert word in (await reader.get(f"/vi/listings/{key}")).text


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_anonymous_forms_come_from_our_own_pages(market: Market, headers: dict[str, str]) -> None:
    stranger = await market.stranger(**headers)
    for form in ("sign-in", "register", "invitations/x"):
        assert (await stranger.post(f"/en/{form}", data={"email": "x"})).status_code == 403
    assert not stranger.cookies


async def test_our_own_pages_are_recognised(market: Market) -> None:
    email = await registered(market)
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": market.url}, {"Sec-Fetch-Site": "none"}):
        assert (await sign_in(await market.stranger(**headers), email)).status_code == 303


async def test_guessing_ends_after_a_few_attempts_and_a_right_password_starts_anew(market: Market) -> None:
    email, stranger = await registered(market), await market.stranger()
    for _ in range(PER_ACCOUNT - 1):
        assert (await sign_in(stranger, email, "wrong password")).status_code == 422
    assert (await sign_in(await market.stranger(), email)).status_code == 303
    for _ in range(PER_ACCOUNT):
        assert (await sign_in(stranger, email, "wrong password")).status_code == 422
    for password in ("wrong password", PASSWORD):
        locked = await sign_in(stranger, email.upper(), password)
        assert (locked.status_code, locked.headers["retry-after"]) == (429, "900")
        assert email.upper() in locked.text
        assert password not in locked.text


async def test_a_wrong_password_and_an_unknown_address_look_alike(market: Market) -> None:
    email, stranger = await registered(market), await market.stranger()
    answers = [await sign_in(stranger, address, "wrong password") for address in (email, f"{uuid7().hex}@x.test")]
    texts = [re.sub(r'value="[^"]*"', "", answer.text) for answer in answers]
    assert texts[0] == texts[1]


async def test_an_invitation_makes_one_account(market: Market) -> None:
    email = f"{uuid7().hex}@chophien.test"
    made = await asyncio.to_thread(market.command, "account", "create", "--email", email, "--role", "officer")
    link = httpx.URL(made.stdout.strip().splitlines()[-1])
    typed = {"account_id": str(uuid7()), "person_name": "Trần An", "email": email, "password": PASSWORD}
    stranger = await market.stranger()
    page = await stranger.get(link.path)
    assert page.status_code == 200
    weak = await stranger.post(link.path, data={**typed, "password": "short"})
    assert weak.status_code == 422
    assert "Trần An" in weak.text
    assert (await stranger.post(link.path, data=typed)).status_code == 303
    assert (await stranger.post(link.path, data={**typed, "account_id": str(uuid7())})).status_code in {404, 409, 422}
    officer = await market.stranger()
    assert (await sign_in(officer, email)).status_code == 303
    assert (await officer.get("/vi/organisations")).status_code == 200
