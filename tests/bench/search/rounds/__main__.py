"""Buyers' words that were written down before the lexicon was looked at, round by round.

A line is a listing's name as a co-op writes it and what buyers of five languages type for it; the only right answer
is that listing, among the demo's and those of all rounds. What a round brought to light was mended afterwards, so
only the figures of its first run, kept in `README.md`, say how the lexicon does on words it has not seen.

Asked of the index in memory alone, without database or bus: seconds instead of minutes.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlmodel.ext.asyncio.session import AsyncSession

from deploy.demo.listings import good_of, listings, sellers
from deploy.demo.organisations import cooperatives
from services.listings.index.documents import Entry
from services.listings.index.following import AtHand
from services.listings.index.memory import MemoryIndex
from services.listings.indexing import indexed, seller_terms
from services.listings.language.vocabulary import vocabulary
from services.listings.search import find_listings
from shared import home
from shared.actor import NOBODY
from shared.contracts.catalogue import FindListings
from shared.contracts.listings import ListingBody
from shared.messaging import Reading
from shared.text import fold
from tests.bench.search.scoring import COLUMNS, Answer, Wanted, measured

DEMO_LISTINGS = 400
PATHS = sorted(Path(__file__).parent.glob("round*.psv"))


class Card(msgspec.Struct):
    """What is needed of a card."""

    id: UUID


def rows(path: Path) -> Iterator[list[str]]:
    return (line.split("|") for line in path.read_text("utf-8").splitlines())


def queries(path: Path) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {}
    for name, *cells in rows(path):
        for language, cell in zip(COLUMNS, cells, strict=True):
            texts = cell.split(";") if cell else []
            found.setdefault(language, []).extend(Wanted(text, language, frozenset({name})) for text in texts)
    found["vi without marks"] = [one._replace(text=fold(one.text)) for one in found["vi"]]
    return {name: asked for name, asked in found.items() if asked}


def entries() -> Iterator[tuple[str, Entry]]:
    """Of each listing the good that it is made of, the oldest first. The demo's are named in Vietnamese only."""
    for age, (good, body, seller) in enumerate(_listed()):
        found, key = indexed(body, seller_terms(seller, ()), vocabulary()), UUID(int=age)
        card = msgspec.json.encode({"id": key})
        yield good, Entry(key, found.terms, [], found.concepts, 0.5, age * 1_000_000, None, [], card)


def _listed() -> Iterator[tuple[str, ListingBody, str]]:
    for seller, items in listings(sellers(cooperatives()), DEMO_LISTINGS, home.today()):
        for item in items:
            body = ListingBody(sku=item.sku, names={"vi": item.names["vi"]}, descriptions=item.descriptions)
            yield good_of(item.line).names["vi"], body, seller.name
    names = [row[0] for path in PATHS for row in rows(path)]
    for line, name in enumerate(names):
        yield name, ListingBody(sku=f"R{line}", names={"vi": name}), "HTX Cầu Vồng"


async def main() -> None:
    chosen = [path for path in PATHS if path.stem in sys.argv] or PATHS
    made = list(entries())
    good_behind = {entry.listing_id: good for good, entry in made}
    index = MemoryIndex()
    index.write([entry for _, entry in made], gone=())
    index.show()

    async def answer(query: FindListings) -> Answer:
        reading = Reading(AsyncSession(), NOBODY, datetime.now(UTC))
        page = await find_listings(query, reading, AtHand(index.snapshot, Counter()))
        cards = [msgspec.json.decode(item, type=Card) for item in page.items]
        return Answer([good_behind[card.id] for card in cards], page.did_you_mean)

    for path in chosen:
        for name, asked in queries(path).items():
            print(await measured(f"{path.stem} {name}", asked, answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
