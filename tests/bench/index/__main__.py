"""`python -m tests.bench.index [LISTINGS]`: the index in memory alone, filled with the demo's goods.

Each listing is a good of the demo under a seller's name, analysed once for each good and varied by its words, as the
analysis is the same work for whichever index. Figures: building, memory, then each kind of question by itself, in one
thread: CPU milliseconds, median and 99th percentile.
"""

import asyncio
import random
import resource
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from statistics import quantiles
from uuid import UUID

import msgspec

from deploy.demo.goods import Good, goods
from services.listings.asking import understood
from services.listings.index.documents import Entry
from services.listings.index.memory import MemoryIndex
from services.listings.index.wanted import Place, Wanted
from services.listings.indexing import indexed
from services.listings.language.vocabulary import vocabulary
from shared.contracts.listings import ListingBody
from shared.contracts.values import Language
from shared.provinces import PROVINCES

AT_ONCE = 10_000
ROUNDS = 300
COLUMNS: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
Work = Callable[[], Coroutine[object, object, object]]


def entries(count: int) -> Iterator[Entry]:
    """Each has a number and a commune of its own in name and terms; three in a hundred a rare word."""
    chance = random.Random(count)  # noqa: S311 - the same each time
    made = [_analysed(good) for good in goods()]
    card = b'{"id":"","names":{"vi":"' + b"x" * 700 + b'"}}'
    provinces = list(PROVINCES)
    for number in range(count):
        terms, concepts, tags = made[number * 37 % len(made)]
        commune, co_op = chance.randrange(3321), chance.randrange(count // 7 + 1)
        words = [f"xa{commune}", f"=xa{commune}", f"o:htx{co_op}", f"sp{number}"]
        own = [f"province:{provinces[commune % 34]}", f"stars:{chance.randint(3, 5)}"]
        yield Entry(
            listing_id=UUID(int=chance.getrandbits(128)),
            terms=[*terms, *words],
            tags=[*tags, *own],
            concepts=concepts,
            standing=round(chance.random() * 0.98, 3),
            published=1_700_000_000_000_000 + number * 1_000_000,
            price=float(chance.randint(10, 900) * 1000),
            card=card,
        )


def _analysed(good: Good) -> tuple[list[str], list[str], list[str]]:
    name = good.names["vi"]
    body = ListingBody(sku="1", names={"vi": name}, descriptions={"vi": f"{name} làm tại xưởng của hợp tác xã"})
    found = indexed(body, "Hợp tác xã", vocabulary())
    months = [f"month:{month}" for month, level in enumerate(good.season, 1) if int(level)]
    return found.terms, found.concepts, [f"category:{good.category}", *months]


def wanted(text: str, language: Language | None, **changes: object) -> Wanted:
    words = understood(text, language)
    if words is None:
        raise ValueError(text)
    fits = {name: fit for name, fit in words.fits.items() if fit is not None}
    return msgspec.structs.replace(Wanted(words.matches, fits, {}, None, None, 25, words.is_any_fit), **changes)


def main(count: int) -> None:
    index, began, cpu = MemoryIndex(), time.monotonic(), time.process_time()
    some: list[Entry] = []
    for entry in entries(count):
        some.append(entry)
        if len(some) == AT_ONCE:
            index.write(some, gone=())
            some.clear()
    index.write(some, gone=())
    index.show()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = (time.monotonic() - began, time.process_time() - cpu)
    print(f"{count} listings built in {seconds[0]:.1f} s ({seconds[1]:.1f} s CPU), {memory:.0f} MB at most", flush=True)
    asyncio.run(ask(index))
    began = time.monotonic()
    index.write(entries(1), gone=())
    index.show()
    print(f"one publication shown in {(time.monotonic() - began) * 1000:.1f} ms")


async def ask(index: MemoryIndex) -> None:
    snapshot, chosen = index.snapshot, goods()
    for language in COLUMNS:
        names = [good.names[language] for good in chosen if good.names.get(language)]
        questions = [wanted(name, language) for name in names]
        await measure(f"search, {language}", [partial(snapshot.find, one) for one in questions])
    rare = [wanted(f"xa{number} sp{number}", None) for number in range(ROUNDS)]
    await measure("rare words", [partial(snapshot.find, one) for one in rare])
    filtered = [
        wanted(
            good.names["vi"], "vi", tags={"stars": ["4", "5"], "province": ["24", "01"]}, price=(20_000.0, 400_000.0)
        )
        for good in chosen[:ROUNDS]
    ]
    await measure("filtered search", [partial(snapshot.find, one) for one in filtered])
    await measure("its counts", [partial(snapshot.count, one) for one in filtered])
    counted = [wanted(good.names["vi"], "vi") for good in chosen]
    await measure("counts of a search", [partial(snapshot.count, one) for one in counted])
    newest = Wanted(None, {}, {}, None, None, 25)
    await measure("newest", [partial(snapshot.find, newest)] * 100)
    deep = msgspec.structs.replace(newest, after=Place(1_700_000_000.0 + 5_000, UUID(int=0), 5_000))
    await measure("newest, far down", [partial(snapshot.find, deep)] * 50)


async def measure(name: str, work: list[Work]) -> None:
    taken, cpu = [], time.process_time()
    for one in work:
        began = time.perf_counter()
        await one()
        taken.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(taken, n=100)
    used = (time.process_time() - cpu) * 1000 / len(work)
    print(f"{name:20} {len(work):4}  {used:7.2f} CPU-ms  p50 {cuts[49]:7.2f} ms  p99 {cuts[98]:7.2f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
