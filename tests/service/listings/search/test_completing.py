"""What a search box offers while somebody types."""

import pytest

from shared.contracts.importing import ImportListings
from shared.contracts.searching import CompleteWords, Completions
from shared.contracts.values import Language
from tests.support.listings import a_line, a_product, known, speaker
from tests.support.surroundings import Surroundings


async def offered(around: Surroundings, q: str, lang: Language | None = None) -> Completions:
    return await around.ask(CompleteWords(q=q, lang=lang))


@pytest.mark.parametrize(
    ("typed", "lang", "term", "means"),
    [
        ("mật o", "vi", "mật ong", None),
        ("mat o", None, "mật ong", None),
        ("hon", "en", "honey", "mật ong"),
        ("はち", "ja", "はちみつ", "mật ong"),
        ("벌", "ko", "벌꿀", "mật ong"),
        ("דב", "he", "דבש", "mật ong"),
    ],
)
async def test_terms_that_have_listings(
    listings: Surroundings, typed: str, lang: Language, term: str, means: str | None
) -> None:
    coop = await known(listings)
    lines = [a_line(names={"vi": f"Mật ong {a_product()}"})]
    await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    offers = await offered(listings, typed, lang)
    assert (term, means) in {(one.text, one.means) for one in offers.concepts}
    assert all(one.listings > 0 for one in offers.concepts)


async def test_products_and_co_ops(listings: Surroundings) -> None:
    mark = a_product()
    coop = await known(listings, name=f"HTX {mark}")
    line = a_line(names={"vi": f"Bánh {mark}", "en": f"Cake {mark}"})
    await listings.ask(ImportListings(organisation_id=coop.id, items=[line]), speaker(coop))
    offers = await offered(listings, f"bánh {mark[:-1]}")
    assert [(one.id, one.name) for one in offers.products] == [(line.id, f"Bánh {mark}")]
    assert [one.name for one in (await offered(listings, mark, "en")).products] == [f"Cake {mark}"]
    assert [one.id for one in (await offered(listings, f"htx {mark[:-1]}")).sellers] == [coop.id]


@pytest.mark.parametrize("typed", ["", " ", "!?", "x", "\u0000", "':*", "\\"])
async def test_nothing_to_complete(listings: Surroundings, typed: str) -> None:
    offers = await offered(listings, typed)
    assert (offers.concepts, offers.products, offers.sellers) == ([], [], [])
