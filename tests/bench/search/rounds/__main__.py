"""Buyers' words that were written down before the lexicon was looked at, round by round.

A line is a listing's name as a co-op writes it and what buyers of five languages type for it; the only right answer
is that listing, among the demo's and those of all rounds. What a round brought to light was mended afterwards, so
only the figures of its first run, kept in `README.md`, say how the lexicon does on words it has not seen.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

from services.listings.service import SERVICE
from shared.contracts.importing import ImportedListing, ImportListings
from shared.ids import uuid7
from shared.text import fold
from tests.bench.search.__main__ import fill
from tests.bench.search.scoring import COLUMNS, Wanted, measured
from tests.support.events import organisation_changed
from tests.support.surroundings import Surroundings, account, surroundings

DEMO_LISTINGS = 400
FOLDER = Path(__file__).parent


def rows(path: Path) -> Iterator[list[str]]:
    return (line.split("|") for line in path.read_text("utf-8").splitlines())


def queries(path: Path) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {}
    for name, *cells in rows(path):
        for language, cell in zip(COLUMNS, cells, strict=True):
            found.setdefault(language, []).extend(Wanted(text, language, frozenset({name})) for text in cell.split(";"))
    found["vi without marks"] = [one._replace(text=fold(one.text)) for one in found["vi"]]
    return found


async def list_all(names: list[str], around: Surroundings) -> dict[str, str]:
    seller = organisation_changed(uuid7(), "verified", 1, name="HTX Cầu Vồng")
    await around.tell(seller)
    await around.settled()
    items = [
        ImportedListing(line=line, id=uuid7(), sku=f"R{line}", names={"vi": name}) for line, name in enumerate(names)
    ]
    for start in range(0, len(items), 500):
        command = ImportListings(organisation_id=seller.organisation.id, items=items[start : start + 500])
        outcome = await around.ask(command, account("coop", speaks_for=[seller.organisation.id]))
        assert not outcome.rejected, outcome.rejected[0]
    return {str(item.id): item.names["vi"] for item in items}


async def main() -> None:
    paths = sorted(FOLDER.glob("round*.psv"))
    chosen = [path for path in paths if path.stem in sys.argv] or paths
    async with surroundings(SERVICE, voices=("registry",)) as around:
        good_behind = await fill(around, DEMO_LISTINGS)
        good_behind |= await list_all([row[0] for path in paths for row in rows(path)], around)
        for path in chosen:
            for name, asked in queries(path).items():
                print(await measured(f"{path.stem} {name}", asked, good_behind, around), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
