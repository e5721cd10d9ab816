"""`python -m tests.bench.index [LISTINGS]`: the index in memory alone, without a stack: 100,000 listings in seconds.

Figures: building, memory, then whole searches as the service answers them, by so many callers at once, from the
decoded question to the answer's JSON; then each kind of question to the index by itself. CPU milliseconds, median and
99th percentile.
"""

import asyncio
import gc
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from statistics import quantiles
from uuid import UUID

import msgspec
from sqlmodel.ext.asyncio.session import AsyncSession

from deploy.demo.goods import goods
from services.listings.asking import understood
from services.listings.index.following import AtHand
from services.listings.index.memory import MemoryIndex
from services.listings.index.wanted import Place, Wanted
from services.listings.language import likeness, spelling
from services.listings.search import find_listings
from shared.actor import NOBODY
from shared.contracts.catalogue import FindListings
from shared.contracts.values import Language
from shared.messaging import Reading
from tests.bench.index.filling import entries

AT_ONCE = 1_000
ROUNDS = 300
CALLERS = (1, 16)
PLACES = ("Tam Sơn", "Văn Môn", "Phù Khê", "Việt Đoàn", "An Bình")
COLUMNS: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
Work = Callable[[], Coroutine[object, object, object]]


def wanted(text: str, language: Language | None, **changes: object) -> Wanted:
    words = understood(text, language)
    if words is None:
        raise ValueError(text)
    return msgspec.structs.replace(Wanted(words.whole, {}, None, None, 25), **changes)


def main(count: int) -> None:
    for load in (likeness.load, spelling.load):  # as a service does at its start
        load()
    index, began, cpu = MemoryIndex(), time.monotonic(), time.process_time()
    made = entries(count)
    while some := list(islice(made, AT_ONCE)):
        index.write(some, gone=())
    index.show()
    gc.freeze()  # as a service does when it is built
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = (time.monotonic() - began, time.process_time() - cpu)
    print(f"{count} listings built in {seconds[0]:.1f} s ({seconds[1]:.1f} s CPU), {memory:.0f} MB at most", flush=True)
    for callers in CALLERS:
        for name, queries in searches().items():
            asyncio.run(answer(f"{callers:2} callers, {name}", index, queries, callers))
    asyncio.run(ask(index))
    began = time.monotonic()
    index.write(entries(1), gone=())
    index.show()
    print(f"one publication shown in {(time.monotonic() - began) * 1000:.1f} ms")


def searches() -> dict[str, list[FindListings]]:
    """As `tests.bench.catalogue` asks them of a running stack."""
    names = {one: [good.names[one] for good in goods() if good.names.get(one)] for one in COLUMNS}
    sets = {f"search, {one}": [FindListings(q=q, lang=one) for q in names[one]] for one in COLUMNS}
    few = [FindListings(q=f"{q} {place}", lang="vi") for q in names["vi"] for place in PLACES]
    filtered = [FindListings(q=q, stars=[4], province=["24"], with_facets=True) for q in names["vi"]]
    return sets | {"search, few hits": few, "filtered, counts": filtered}


async def answer(name: str, index: MemoryIndex, queries: list[FindListings], callers: int) -> None:
    at_hand, left = AtHand(index.snapshot, Counter()), iter(queries)
    taken: list[float] = []

    async def one_caller() -> None:
        for query in left:
            began = time.perf_counter()
            await asyncio.sleep(0)  # the others' turn
            reading = Reading(AsyncSession(), NOBODY, datetime.now(UTC))
            msgspec.json.encode(await find_listings(query, reading, at_hand))
            taken.append((time.perf_counter() - began) * 1000)

    cpu = time.process_time()
    await asyncio.gather(*(one_caller() for _ in range(callers)))
    report(name, taken, time.process_time() - cpu)


async def ask(index: MemoryIndex) -> None:
    snapshot, chosen = index.snapshot, goods()
    for language in COLUMNS:
        names = [good.names[language] for good in chosen if good.names.get(language)]
        questions = [wanted(name, language) for name in names]
        await measure(f"search, {language}", [partial(snapshot.find, one) for one in questions])
    rare = [wanted(f"Tam Sơn sp{number}", None) for number in range(ROUNDS)]
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
    newest = Wanted(None, {}, None, None, 25)
    await measure("newest", [partial(snapshot.find, newest)] * 100)
    deep = msgspec.structs.replace(newest, after=Place(1_700_000_000.0 + 5_000, UUID(int=0), 5_000))
    await measure("newest, far down", [partial(snapshot.find, deep)] * 50)


async def measure(name: str, work: list[Work]) -> None:
    taken, cpu = [], time.process_time()
    for one in work:
        began = time.perf_counter()
        await one()
        taken.append((time.perf_counter() - began) * 1000)
    report(name, taken, time.process_time() - cpu)


def report(name: str, taken: list[float], cpu: float) -> None:
    cuts, used = quantiles(taken, n=100), cpu * 1000 / len(taken)
    print(f"{name:30} {len(taken):4}  {used:7.2f} CPU-ms  p50 {cuts[49]:7.2f} ms  p99 {cuts[98]:7.2f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
