"""What was searched for in vain is kept for the lexicon's keepers, without whom."""

from services.listings.missed import write_down
from shared.contracts.catalogue import FindListings
from shared.contracts.searching import EmptySearches, FindEmptySearches
from shared.text import fold
from tests.support.listings import a_product, a_put, known, published
from tests.support.surroundings import Surroundings, account


async def missed(around: Surroundings, word: str) -> list[tuple[str, int]]:
    await write_down(around.running.engine)
    found: EmptySearches = await around.ask(FindEmptySearches(), account("officer"))
    return [(one.language, one.searches) for one in found.items if one.query == word]


async def test_searches_in_vain_are_counted_by_language(listings: Surroundings) -> None:
    word = a_product()
    for query in (FindListings(q=word), FindListings(q=f" {word.upper()} "), FindListings(q=word, lang="ja")):
        await listings.ask(query)
    assert sorted(await missed(listings, word)) == [("", 2), ("ja", 1)]
    await listings.ask(FindListings(q=word))
    assert sorted(await missed(listings, word)) == [("", 3), ("ja", 1)]


async def test_what_is_found_or_filtered_away_is_not_missed(listings: Surroundings) -> None:
    word = a_product()
    await published(listings, a_put(await known(listings), names={"vi": word}))
    for query in (FindListings(q=word), FindListings(q=word, stars=[5])):
        await listings.ask(query)
    assert await missed(listings, word) == []


async def test_a_word_that_the_lexicon_knows_is_told_from_one_that_it_lacks(listings: Surroundings) -> None:
    strange, known_word = a_product(), "ジャコウネコのコーヒー"
    for word in (strange, known_word):
        await listings.ask(FindListings(q=word, lang="ja"))
    await write_down(listings.running.engine)
    found = await listings.ask(FindEmptySearches(), account("officer"))
    concepts = {one.query: one.concept for one in found.items}
    assert concepts[strange] is None
    assert concepts[fold(known_word)] == "cà phê chồn"


async def test_only_keepers_read_them(listings: Surroundings) -> None:
    assert (await listings.refusal(FindEmptySearches(), account("buyer"))).code == "forbidden"
