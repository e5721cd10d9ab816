"""`make bench-search`: how well buyers' words find the demo's listings, named in Vietnamese only, and what that costs.

`wanted.psv` was written apart from the lexicon. A listing is right for a query when the good that it is made of has
that query in its line.
"""

import asyncio
import os
import random
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa
from msgspec.structs import replace

from deploy.demo.listings import good_of, listings, sellers
from deploy.demo.organisations import cooperatives
from services.listings.service import SERVICE
from shared.contracts.catalogue import FindListings
from shared.contracts.importing import ImportListings
from shared.contracts.values import Language
from shared.home import today
from shared.text import fold
from tests.bench.processes import cpu_seconds, tree
from tests.bench.search.scoring import COLUMNS, Answer, Wanted, measured
from tests.support.events import organisation_changed
from tests.support.surroundings import Surroundings, account, surroundings

LISTINGS = 2_000


def wanted() -> dict[Language, list[Wanted]]:
    goods: dict[tuple[Language, str], set[str]] = defaultdict(set)
    lines = Path(__file__).with_name("wanted.psv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        good, *cells = line.split("|")
        for language, cell in zip(COLUMNS, cells, strict=True):
            for text in [*cell.split(";"), *([good] if language == "vi" else [])]:
                goods[language, text].add(good)
    return {
        chosen: [Wanted(text, chosen, frozenset(own)) for (language, text), own in goods.items() if language == chosen]
        for chosen in COLUMNS
    }


def sets() -> Iterator[tuple[str, list[Wanted]]]:
    of = wanted()
    for language, queries in of.items():
        yield language, queries
    yield "vi without marks", [one._replace(text=fold(one.text)) for one in of["vi"]]
    yield "vi NFD", [one._replace(text=unicodedata.normalize("NFD", one.text)) for one in of["vi"]]
    yield "vi capitals", [one._replace(text=one.text.upper()) for one in of["vi"]]
    for language in ("en", "ja", "ko", "he"):
        yield f"{language}, not told", [one._replace(language=None) for one in of[language]]
    yield "vi, not told", [one._replace(language=None) for one in of["vi"]]
    yield "ja full or half width", [one._replace(text=_other_width(one.text)) for one in of["ja"]]
    chance = random.Random(4)  # noqa: S311 - the same mistakes each time
    for language in ("vi", "en", "he"):
        long = [one for one in of[language] if len(one.text) >= 6]
        yield f"{language} with a typo", [one._replace(text=_mistyped(one.text, chance)) for one in long]


def _other_width(text: str) -> str:
    """Latin letters and digits wide; katakana as it is."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def _mistyped(text: str, chance: random.Random) -> str:
    """Two neighbouring letters of a word change places, or one is left out."""
    places = [at for at in range(1, len(text) - 2) if text[at].isalpha() and text[at + 1].isalpha()]
    at = chance.choice(places)
    if chance.random() < 0.5 and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


async def fill(around: Surroundings, number: int) -> dict[str, str]:
    """The demo's listings without their foreign names; the good behind each id."""
    good_behind: dict[str, str] = {}
    for seller, items in listings(sellers(cooperatives()), number, today()):
        known = organisation_changed(seller.id, "verified", 1, name=seller.name, province=seller.province)
        await around.tell(known)
        await around.settled()
        own = [replace(item, names={"vi": item.names["vi"]}) for item in items]
        command = ImportListings(organisation_id=seller.id, items=own)
        outcome = await around.ask(command, account("coop", speaks_for=[seller.id]))
        assert not outcome.rejected, outcome.rejected[0]
        good_behind |= {str(item.id): good_of(item.line).names["vi"] for item in items}
    async with around.running.engine.begin() as connection:
        await connection.execute(sa.text("ANALYZE"))
    return good_behind


async def main() -> None:
    async with surroundings(SERVICE, voices=("registry",)) as around:
        began, before = perf_counter(), cpu_seconds(tree([os.getpid()]))
        good_behind = await fill(around, LISTINGS)
        cpu = (cpu_seconds(tree([os.getpid()])) - before) * 1000 / len(good_behind)
        print(f"{len(good_behind)} listings imported in {perf_counter() - began:.1f} s, {cpu:.1f} CPU-ms each")

        async def answer(query: FindListings) -> Answer:
            page = await around.ask(query)
            return Answer([good_behind[str(card.id)] for card in page.items], page.did_you_mean)

        for name, queries in sets():
            print(await measured(name, queries, answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
