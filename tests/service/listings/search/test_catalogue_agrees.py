"""Filters, counts, totals and pages agree with what is counted by hand over generated listings."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from msgspec.structs import replace

from shared.contracts.catalogue import FindListings
from shared.contracts.importing import ImportedListing, ImportListings
from shared.contracts.listings import ListingCard
from shared.contracts.values import Category, Certificate, Ocop, Scheme
from shared.home import today
from shared.ocop import valid_stars
from tests.support.listings import a_line, a_product, known, speaker
from tests.support.surroundings import Surroundings

CATEGORIES: tuple[Category, ...] = get_args(Category)
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)[:4]
PROVINCES = ("24", "82", None)
WORDS = ("alpha1", "beta2", "gamma3")
"""None of the lexicon, so that nothing but the words themselves is found."""
EXPIRED, VALID = date(2020, 5, 1), today()

Chosen = dict[str, list[Any]]


def a_random_line(chance: random.Random, number: int, mark: str) -> ImportedListing:
    stars = chance.choice([None, None, 3, 4, 5])
    issued = chance.choice([EXPIRED, VALID])
    return a_line(
        number,
        names={"vi": " ".join([mark, *chance.sample(WORDS, chance.randint(0, 3))])},
        category=chance.choice([None, *CATEGORIES]),
        ocop=stars and Ocop(stars=stars, certificate="1", issued=issued),
        certificates=[Certificate(scheme=scheme) for scheme in chance.choices(SCHEMES, k=chance.randint(0, 3))],
    )


class Market:
    """`mark` is a word in every name of it and nowhere else."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.lines: dict[UUID, ImportedListing] = {}
        self.provinces: dict[UUID, str | None] = {}

    def matching(self, words: Sequence[str], chosen: Chosen) -> set[UUID]:
        """Counted by hand."""
        return {
            key
            for key, line in self.lines.items()
            if set(words) <= set(line.names["vi"].split())
            and all(not values or set(values) & set(self.values(key)[facet]) for facet, values in chosen.items())
        }

    def values(self, key: UUID) -> Chosen:
        line = self.lines[key]
        return {
            "category": [line.category],
            "stars": [valid_stars(line.ocop, VALID)],
            "province": [self.provinces[key]],
            "certificate": [*{certificate.scheme for certificate in line.certificates}],
        }

    def counts(self, words: Sequence[str], chosen: Chosen, facet: str) -> dict[str, int]:
        """Given the text and the other filters."""
        others = {name: values for name, values in chosen.items() if name != facet}
        found = Counter(value for key in self.matching(words, others) for value in self.values(key)[facet])
        return {str(value): count for value, count in found.items() if value is not None}


@pytest.fixture(scope="session")
async def market(listings: Surroundings) -> Market:
    market, chance = Market(a_product()), random.Random(34)  # noqa: S311 - a repeatable mixture
    for province in PROVINCES:
        coop = await known(listings, province=province)
        lines = [a_random_line(chance, number, market.mark) for number in range(70)]
        await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
        market.lines |= {line.id: line for line in lines}
        market.provinces |= dict.fromkeys([line.id for line in lines], province)
    return market


def a_question(chance: random.Random) -> tuple[list[str], Chosen]:
    def some(values: Sequence[Any]) -> list[Any]:
        return chance.sample(values, chance.choice([0, 0, 1, 2]))

    chosen = {
        "category": some(CATEGORIES),
        "stars": some([3, 4, 5]),
        "province": some(["24", "82"]),
        "certificate": some(SCHEMES),
    }
    return some(WORDS), chosen


@pytest.mark.parametrize("seed", range(40))
async def test_filters_totals_and_counts(listings: Surroundings, market: Market, seed: int) -> None:
    words, chosen = a_question(random.Random(seed))  # noqa: S311 - a repeatable mixture
    query = FindListings(q=" ".join([*words, market.mark]), page_size=100, with_facets=True)
    page = await listings.ask(replace(query, **chosen))
    expected = market.matching(words, chosen)
    assert page.total == len(expected)
    assert not page.total_is_lower_bound
    assert {card.id for card in page.items} <= expected
    assert len(page.items) == min(100, len(expected))
    assert page.facets is not None
    for facet in chosen:
        assert getattr(page.facets, facet) == market.counts(words, chosen, facet), facet


async def walk(around: Surroundings, query: FindListings) -> tuple[list[ListingCard], set[int]]:
    """All pages by cursor, and the totals that they tell."""
    page = await around.ask(query)
    cards, totals = [*page.items], {page.total}
    while page.next_cursor:
        page = await around.ask(replace(query, cursor=page.next_cursor))
        assert page.items, "a cursor leads to something"
        cards += page.items
        totals.add(page.total)
    return cards, totals


@pytest.mark.parametrize("page_size", [1, 7, 24, 70, 100])
@pytest.mark.parametrize("words", [[], ["zim"]])
async def test_pages_by_best_match_are_complete(
    listings: Surroundings, market: Market, page_size: int, words: list[str]
) -> None:
    query = FindListings(q=" ".join([*words, market.mark]), page_size=page_size)
    if page_size == 1:
        query = replace(query, province=["24"], stars=[3, 4])
    cards, totals = await walk(listings, query)
    expected = market.matching(words, {"province": list(query.province), "stars": list(query.stars)})
    assert sorted(card.id for card in cards) == sorted(expected)
    assert totals == {len(expected)}


async def test_pages_by_newest_are_complete_and_in_order(listings: Surroundings, market: Market) -> None:
    cards, totals = await walk(listings, FindListings(page_size=37))
    ids = [card.id for card in cards]
    assert len(set(ids)) == len(ids)
    assert totals == {len(ids)}
    rows = await listings.rows("SELECT listing_id FROM catalogue_entry ORDER BY published_at DESC, listing_id DESC")
    assert ids == [row.listing_id for row in rows]
    assert set(market.lines) <= set(ids)


async def test_what_is_published_while_somebody_pages_comes_before(listings: Surroundings, market: Market) -> None:
    query = FindListings(category=["tourism"], page_size=10)
    first = await listings.ask(query)
    coop = await known(listings)
    fresh = a_line(category="tourism")
    await listings.ask(ImportListings(organisation_id=coop.id, items=[fresh]), speaker(coop))
    rest, _ = await walk(listings, replace(query, cursor=first.next_cursor))
    ids = [card.id for card in (*first.items, *rest)]
    assert fresh.id not in ids
    assert len(set(ids)) == len(ids)
    assert market.matching([], {"category": ["tourism"]}) <= set(ids)


async def test_without_wanting_counts_none_are_told(listings: Surroundings, market: Market) -> None:
    assert (await listings.ask(FindListings(q=market.mark))).facets is None


async def test_beyond_ten_thousand_the_total_is_a_lower_bound(
    listings: Surroundings, market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the limit drawn near."""
    monkeypatch.setattr("services.listings.search.COUNTED", 20)
    exact = await listings.ask(FindListings(q=f"zim {market.mark}", stars=[3], category=["food", "drink"]))
    assert (exact.total, exact.total_is_lower_bound) == (min(exact.total, 20), False)
    many = await listings.ask(FindListings(q=f"{market.mark}", lang="vi", certificate=["HACCP"]))
    assert many.total_is_lower_bound
