"""Thousands that fit alike stand in their exact order, page after page, as if each had been looked at."""

from uuid import UUID

import pytest

from services.listings.index.documents import Entry
from services.listings.index.memory import MemoryIndex
from services.listings.index.wanted import Place, Wanted
from services.listings.questions import Question, Sought, Term

COUNT = 3_000
ROWS = 20


def an_entry(number: int) -> Entry:
    """Six hundred of them stand closer together than a score tells apart."""
    return Entry(
        listing_id=UUID(int=number * 7919 % 100_003),
        terms=["rice", *(["red"] if number % 3 == 0 else [])],
        tags=[],
        concepts=[],
        standing=0.5 + (number % 5) / 100 + (number * 31 % 600) / 10_000_000,
        published=number,
        price=None,
        supply=[],
        card=b"{}",
    )


@pytest.mark.parametrize("fits", [{}, {"exact": Term("rice")}, {"literal": Term("red"), "exact": Term("rice")}])
async def test_ties(fits: dict[str, Question]) -> None:
    entries = [an_entry(number) for number in range(COUNT)]
    index = MemoryIndex()
    index.write(entries, gone=())
    index.show()

    def rank(entry: Entry) -> int:
        weights = {"literal": 1024 * ("red" in entry.terms), "exact": 1}
        return sum(weights[name] for name in fits)

    places = sorted(((rank(one) + one.standing, one.listing_id.int) for one in entries), reverse=True)
    after = None
    for page in range(4):
        found = await index.snapshot.find(Wanted(Sought(Term("rice"), fits), {}, None, after, ROWS))
        shown = [(hit.order, hit.listing_id.int) for hit in found.hits]
        assert [key for _, key in shown] == [key for _, key in places[page * ROWS : (page + 1) * ROWS]]
        assert found.total == COUNT
        after = Place(found.hits[-1].order, found.hits[-1].listing_id, (page + 1) * ROWS)
