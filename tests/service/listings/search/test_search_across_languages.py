"""A word of any language finds what is named in Vietnamese only, in the right order, with the reason."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from services.listings.reindexing import write_old_entries_anew
from shared import home
from shared.contracts.catalogue import CataloguePage, FindListings
from shared.contracts.importing import ImportListings
from shared.contracts.listings import GetListing
from shared.contracts.registry import Organisation
from shared.contracts.values import Language, Ocop
from tests.support.listings import a_line, a_product, a_put, known, published, speaker
from tests.support.surroundings import Surroundings

NAMES = (
    "Nước mắm cá cơm",
    "Mộc nhĩ khô",
    "Bơ sáp",
    "Bò khô",
    "Dứa mật",
    "Trà hoa cúc",
    "Ấm trà gốm",
    "Tôm thẻ đông lạnh",
    "Cá tra phi lê",
    "Chiếu cói",
    "Hạt điều rang muối",
    "Nón lá",
)


@pytest.fixture(scope="module")
async def market(listings: Surroundings) -> Organisation:
    """In a province where nobody else sells in these tests."""
    coop = await known(listings, province="96")
    lines = [a_line(number, names={"vi": name}) for number, name in enumerate(NAMES)]
    await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    return coop


async def asked(around: Surroundings, q: str, lang: Language | None = None) -> CataloguePage:
    return await around.ask(FindListings(q=q, lang=lang, province=["96"]))


def names(page: CataloguePage) -> list[str]:
    return [card.names["vi"] for card in page.items]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("q", "lang", "name", "why"),
    [
        ("魚醤", "ja", "Nước mắm cá cơm", "魚醤 › アンチョビ魚醤 = nước mắm cá cơm"),
        ("きくらげ", "ja", "Mộc nhĩ khô", "きくらげ = mộc nhĩ"),
        ("아보카도", "ko", "Bơ sáp", "아보카도 = bơ"),
        ("אננס", "he", "Dứa mật", "אננס = dứa"),
        ("pineapple", "en", "Dứa mật", "pineapple = dứa"),
        ("thơm", "vi", "Dứa mật", "thơm = dứa"),
        ("冷凍エビ", "ja", "Tôm thẻ đông lạnh", None),
        ("hat", "en", "Nón lá", None),
    ],
)
async def test_a_foreign_word_finds_the_vietnamese_name_and_says_why(
    listings: Surroundings, q: str, lang: Language, name: str, why: str | None
) -> None:
    card = (await asked(listings, q, lang)).items[0]
    assert card.names == {"vi": name}
    assert card.why is not None
    assert why in {None, card.why}


@pytest.mark.usefixtures("market")
async def test_no_reason_is_needed_for_the_buyers_own_words(listings: Surroundings) -> None:
    assert [card.why for card in (await asked(listings, "nước mắm")).items] == [None]


@pytest.mark.usefixtures("market")
async def test_exact_marks_come_first_and_bare_words_find_both(listings: Surroundings) -> None:
    assert names(await asked(listings, "bơ"))[0] == "Bơ sáp"
    assert names(await asked(listings, "bò"))[0] == "Bò khô"
    assert {"Bơ sáp", "Bò khô"} <= set(names(await asked(listings, "bo")))


@pytest.mark.usefixtures("market")
async def test_what_a_listing_is_counts_more_than_what_its_name_mentions(listings: Surroundings) -> None:
    found = names(await asked(listings, "お茶", "ja"))
    assert found[0] == "Trà hoa cúc"


async def test_a_thing_is_called_by_its_name_in_the_readers_language_unless_that_is_unsure(
    listings: Surroundings,
) -> None:
    coop = await known(listings)
    sure = await published(listings, a_put(coop, names={"vi": "Dứa mật Đồng Giao"}))
    unsure = await published(listings, a_put(coop, names={"vi": "Giỏ mây tre đan"}))
    in_japanese = await listings.ask(FindListings(lang="ja", page_size=100))
    called = {card.id: card.called for card in in_japanese.items}
    assert (called[sure], called[unsure]) == ("パイナップル", None)
    not_told = await listings.ask(FindListings(page_size=100))
    assert {card.called for card in not_told.items} == {None}


async def test_the_page_of_a_thing_calls_it_in_the_languages_that_its_names_leave_out(listings: Surroundings) -> None:
    coop = await known(listings)
    named = await published(listings, a_put(coop, names={"vi": "Dứa mật Đồng Giao", "en": "Honey pineapple"}))
    unsure = await published(listings, a_put(coop, names={"vi": "Giỏ mây tre đan"}))
    shown = await listings.ask(GetListing(listing_id=named))
    assert (shown.called["ja"], set(shown.called)) == ("パイナップル", {"ja", "ko", "he"})
    assert (await listings.ask(GetListing(listing_id=unsure))).called == {}


async def test_a_misspelling_is_answered_with_what_was_meant(listings: Surroundings, market: Organisation) -> None:
    page = await listings.ask(FindListings(q="pinaepple", lang="en"))
    assert (page.answers, page.did_you_mean) == ("spelling", "pineapple")
    assert market.id in {card.organisation.id for card in page.items}


async def test_pages_of_a_misspelling_go_on_with_what_was_meant(listings: Surroundings) -> None:
    coop = await known(listings)
    lines = [a_line(number, names={"vi": f"Sầu riêng {number}"}) for number in range(3)]
    await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    first = await listings.ask(FindListings(q="duriann", lang="en", page_size=2))
    assert first.next_cursor is not None
    second = await listings.ask(FindListings(q="duriann", lang="en", page_size=2, cursor=first.next_cursor))
    assert {card.id for card in first.items}.isdisjoint(card.id for card in second.items)
    assert (second.answers, second.total) == ("spelling", first.total)


async def test_related_goods_stand_in_for_a_misspelt_one_that_nobody_has(listings: Surroundings) -> None:
    coop = await known(listings)
    lines = [a_line(number, names={"vi": f"Đậu bắp {number}"}) for number in range(2)]
    await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    asked_for = FindListings(q="cauliflowerr", lang="en", page_size=1)
    first = await listings.ask(asked_for)
    second = await listings.ask(replace(asked_for, cursor=first.next_cursor))
    for page in (first, second):
        assert (page.answers, page.did_you_mean, page.total) == ("related", "cauliflower", first.total)
    assert first.items[0].id != second.items[0].id


async def test_related_goods_stand_in_for_what_nobody_has(listings: Surroundings) -> None:
    coop = await known(listings)
    key = await published(listings, a_put(coop, names={"vi": "Tinh bột nghệ"}))
    page = await listings.ask(FindListings(q="turmeric powder", lang="en", page_size=100))
    assert key in {card.id for card in page.items}


async def test_stars_valid_now_break_ties(listings: Surroundings) -> None:
    coop, mark = await known(listings), a_product()
    today = home.today()
    starred = await published(
        listings, a_put(coop, names={"vi": mark}, ocop=Ocop(stars=4, certificate="1", issued=today))
    )
    later = await published(listings, a_put(coop, names={"vi": mark}))
    page = await listings.ask(FindListings(q=mark))
    assert [card.id for card in page.items] == [starred, later]


async def test_a_large_coop_does_not_bury_a_small_one(listings: Surroundings) -> None:
    large, small, mark = await known(listings), await known(listings), a_product()
    theirs = await published(listings, a_put(small, names={"vi": mark}))
    lines = [a_line(number, names={"vi": mark}) for number in range(30)]
    await listings.ask(ImportListings(organisation_id=large.id, items=lines), speaker(large))
    page = await listings.ask(FindListings(q=mark))
    assert theirs in [card.id for card in page.items[:4]]


async def test_entries_of_another_lexicon_are_written_anew(listings: Surroundings) -> None:
    """As a process does at its start."""
    coop = await known(listings)
    key = await published(listings, a_put(coop, names={"vi": "Măng cụt"}))
    async with listings.running.engine.begin() as connection:
        await connection.execute(
            sa.text("UPDATE catalogue_entry SET terms = '', indexed_with = 'old' WHERE listing_id = :id"), {"id": key}
        )
    assert key not in {card.id for card in (await listings.ask(FindListings(q="マンゴスチン"))).items}
    await write_old_entries_anew(listings.running.ports, datetime.now(UTC))
    assert key in {card.id for card in (await listings.ask(FindListings(q="マンゴスチン"))).items}


async def test_what_is_only_related_is_not_said_to_be_the_thing(listings: Surroundings) -> None:
    """A chilli sauce is no oyster sauce."""
    coop = await known(listings)
    await published(listings, a_put(coop, names={"vi": "Tương ớt Xuân Lâm"}))
    page = await listings.ask(FindListings(q="オイスターソース", lang="ja", page_size=100))
    assert page.answers == "related"
    assert [card.why for card in page.items if card.organisation.id == coop.id] == [
        "オイスターソース ≈ チリソース = tương ớt"
    ]
