"""What the catalogue finds, for people's words and for hostile ones."""

import base64
import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared import home
from shared.contracts.catalogue import FindListings
from shared.contracts.listings import FindOwnListings
from shared.contracts.values import Ocop
from shared.errors import Rejected
from shared.ocop import last_day
from tests.support.listings import a_product, a_put, found, known, published, speaker
from tests.support.surroundings import Surroundings


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Gạo nếp cái hoa vàng", "gạo nếp"),
        ("Gạo nếp cái hoa vàng", "gao nep cai hoa vang"),
        ("Gạo nếp cái hoa vàng", "VÀNG gạo"),
        ("Gạo nếp cái hoa vàng", "ga\u0323o ne\u0302\u0301p"),
        ("Ga\u0323o ne\u0302\u0301p", "gạo nếp"),
        ("Thuỷ sản Đồ Sơn", "thủy san do son"),
        ("Đường thốt nốt", "thốt đường"),
        ("Cà phê 100% Arabica", "arabica 100%"),
        ("ST25 thượng hạng", "st25"),
        ("乾燥レンコン", "レンコン"),
        ("乾燥レンコン", "ﾚﾝｺﾝ"),
        ("乾燥レンコン", "乾燥"),
        ("緑茶", "茶"),
        ("緑茶", "緑"),
        ("有機 緑茶 一番", "茶 有機"),
        ("OCOP乾燥レンコン", "レンコン"),
        ("연잎차", "연잎"),
        ("건조 쌀국수", "쌀국수"),
        ("אורז יסמין אורגני", "יסמין"),
        ("אוֹרֶז", "אורז"),
    ],
)
async def test_found_by_its_words(listings: Surroundings, name: str, asked: str) -> None:
    coop, mark = await known(listings), a_product()
    key = await published(listings, a_put(coop, names={"vi": mark, "ja": name}))
    assert await found(listings, f"{mark} {asked}") == [key]
    assert await found(listings, f"{asked} {mark}") == [key]


@pytest.mark.parametrize("asked", ["đường thốt n", "duong tho", "nốt đ", "t"])
async def test_the_last_word_may_be_unfinished(listings: Surroundings, asked: str) -> None:
    coop, mark = await known(listings), a_product()
    key = await published(listings, a_put(coop, names={"vi": f"{mark} Đường thốt nốt"}))
    assert await found(listings, f"{mark} {asked}") == [key]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Đường thốt nốt", "tho nốt"),  # only the last word may be unfinished
        ("Đường thốt nốt", "đường tàu"),
        ("乾燥レンコン", "燥乾"),
        ("Gạo", "ạo"),
    ],
)
async def test_not_found_by_others(listings: Surroundings, name: str, asked: str) -> None:
    coop, mark = await known(listings), a_product()
    await published(listings, a_put(coop, names={"vi": f"{mark} {name}"}))
    assert await found(listings, f"{mark} {asked}") == []


async def test_found_by_sku_coop_and_description_the_name_weighing_most(listings: Surroundings) -> None:
    word = a_product()
    there = await known(listings, name=f"HTX {word}")
    elsewhere = await known(listings)
    by_coop = await published(listings, a_put(there))
    by_text = await published(listings, a_put(elsewhere, descriptions={"en": f"with {word}"}))
    by_name = await published(listings, a_put(elsewhere, names={"vi": word}))
    by_sku = await published(listings, a_put(elsewhere, sku=word))
    ids = await found(listings, word)
    assert set(ids) == {by_coop, by_text, by_name, by_sku}
    assert set(ids[:2]) == {by_name, by_sku}
    assert ids[2:] == [by_coop, by_text]


HOSTILE = ["':*&|!()\\", "'", "!!", "\\", "' || 'a", "a:*", "((", "<->", "&&&", "a & !b", "'':A", "...", "%_", "</b>"]
ODD = ["😀😀", "\u202e", "\u0000", "٣", "\u0301", "ﬁ", "İ", "ß" * 200, "字" * 200, "𠮷野家"]
SPECIAL_TO_POSTGRES = ["1e5", "-1.5e-7", "0x1F", "http://a.b/c?d=e", "a@b.vn", "/usr/bin", "3.14.15"]


@pytest.mark.parametrize("q", [*HOSTILE, *ODD, *SPECIAL_TO_POSTGRES])
async def test_hostile_words_are_words(listings: Surroundings, q: str) -> None:
    """Never an error; with another word, they narrow what is found or say nothing."""
    await listings.ask(FindListings(q=q, with_facets=True))
    coop, mark = await known(listings), a_product()
    key = await published(listings, a_put(coop, names={"vi": f"{mark} {q}"[:200]}))
    assert await found(listings, f"{mark} {q}"[:200]) == [key]


async def test_only_punctuation_finds_nothing_and_white_space_everything(listings: Surroundings) -> None:
    await published(listings, a_put(await known(listings)))
    nothing = await listings.ask(FindListings(q=" ?!… ", with_facets=True))
    assert (nothing.items, nothing.total, nothing.next_cursor) == ([], 0, None)
    assert nothing.facets is not None
    assert nothing.facets.category == {}
    assert (await listings.ask(FindListings(q=" \t "))).total > 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=200))
async def test_no_text_is_an_error(listings: Surroundings, q: str) -> None:
    page = await listings.ask(FindListings(q=q, page_size=1))
    assert page.total >= len(page.items)


@pytest.mark.parametrize(("days_over", "counts"), [(1, False), (0, True)])
async def test_stars_that_ran_out_yesterday_do_not_count(
    listings: Surroundings,
    days_over: int,
    counts: bool,  # noqa: FBT001 - the expected answer
) -> None:
    coop, product = await known(listings), a_product()
    today = home.today()
    issued = today.replace(year=today.year - 3, day=min(today.day, 28)) - timedelta(days=40)
    while last_day(issued) + timedelta(days=days_over) < today:
        issued += timedelta(days=1)
    put = a_put(coop, names={"vi": product}, ocop=Ocop(stars=5, certificate="1", issued=issued))
    key = await published(listings, put)
    page = await listings.ask(FindListings(q=product, with_facets=True))
    assert page.facets is not None
    assert page.facets.stars == ({"5": 1} if counts else {})
    assert page.items[0].stars == (5 if counts else None)
    assert await found(listings, product, stars=[5]) == ([key] if counts else [])


@pytest.mark.parametrize(
    "cursor",
    ["x", "é", "====", *(base64.b64encode(given).decode() for given in (b"[]", b"\xff", b"[1e999,1]", b'["a","b"]'))],
)
async def test_a_cursor_that_nobody_gave_out(listings: Surroundings, cursor: str) -> None:
    refusal = await listings.refusal(FindListings(cursor=cursor))
    assert (refusal.code, refusal.details) == ("invalid", {"cursor": "malformed"})


@pytest.mark.parametrize(
    "filters",
    [
        {"stars": [10**12]},
        {"stars": [-1]},
        {"stars": [6]},
        {"page_size": 0},
        {"page_size": 101},
        {"q": "x" * 201},
    ],
)
async def test_filters_that_cannot_be(listings: Surroundings, filters: dict[str, Any]) -> None:
    assert (await listings.refusal(FindListings(**filters))).code == "malformed"


async def test_a_province_that_no_text_can_be(listings: Surroundings) -> None:
    """PostgreSQL refuses the character, the index in memory has nothing of it."""
    with contextlib.suppress(Rejected):
        assert await found(listings, "", province=["\u0000"]) == []


async def test_a_page_beyond_all_numbers(listings: Surroundings) -> None:
    coop = await known(listings)
    query = FindOwnListings(organisation_id=coop.id, page=10**18)
    assert (await listings.refusal(query, speaker(coop))).code == "malformed"
