"""A readiness rule changes: every listing's marks are found anew, while buyers search."""

import asyncio
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median

import asyncpg
import httpx

from deploy.demo.goods import goods
from tests.bench.load import Cost, Request, get, measure
from tests.bench.processes import Pid, cpu_seconds, tree
from tests.support.eventually import eventually_async
from tests.support.market import opened_market

SEARCHES, AT_ONCE = 50, 2
PATIENCE = 900.0  # seconds
COPIES = """
INSERT INTO listing (id, organisation_id, version, status, body, updated_at, stale)
SELECT uuidv7(), organisation_id, version, 'draft', body, updated_at, stale
FROM listing CROSS JOIN generate_series(1, (SELECT $1 / count(*) FROM listing)::int)
LIMIT greatest(0, $1 - (SELECT count(*) FROM listing))
"""


async def rule_change(folder: Path, port: int, roots: list[Pid], listings: int) -> Iterator[str]:
    """As if all had been found under other rules; the service sees it within 20 seconds, which are not counted."""
    async with opened_market(folder) as market:
        database = await market.database("listings")
        await database.execute(COPIES, listings)
        await eventually_async(lambda: all_found(database), PATIENCE)
        quiet, pids = await search(port, roots), tree(roots)
        await database.execute("UPDATE readiness SET evaluated_with = 'old'")
        count = await left(database)
        await eventually_async(lambda: fewer_than(count, database))
        began, cpu, rounds = time.monotonic(), cpu_seconds(pids), list[Cost]()
        finding = asyncio.create_task(eventually_async(lambda: fewer_than(1, database), PATIENCE))
        while not finding.done():
            rounds.append(await search(port, roots))
        await finding
        seconds, used = time.monotonic() - began, cpu_seconds(pids) - cpu
        await database.close()
    searched = len(rounds) * SEARCHES * quiet.cpu / 1000
    busy = median(one.p50 for one in rounds)
    return iter(
        [
            f"readiness of {count} listings: {seconds:.1f} s, {used - searched:.1f} s CPU beside the searches",
            f"search meanwhile: p50 {busy:.1f} ms, before {quiet.p50:.1f} ms; {AT_ONCE} connections without a pause",
        ]
    )


async def all_found(database: asyncpg.Connection) -> bool:
    await asyncio.sleep(0.5)
    return bool(await database.fetchval("SELECT (SELECT count(*) FROM readiness) = (SELECT count(*) FROM listing)"))


async def left(database: asyncpg.Connection) -> int:
    return int(await database.fetchval("SELECT count(*) FROM readiness WHERE evaluated_with = 'old'"))


async def fewer_than(count: int, database: asyncpg.Connection) -> bool:
    """Asked twice a second: counting costs as well."""
    await asyncio.sleep(0.5)
    return await left(database) < count


async def search(port: int, roots: list[Pid]) -> Cost:
    return await measure(port, questions(), connections=AT_ONCE, count=SEARCHES, roots=lambda: roots)


def questions() -> Iterator[Request]:
    """Each under an address that nobody has read before."""
    stamp = time.monotonic_ns()
    for number, good in enumerate(cycle(goods())):
        yield get(f"/api/v1/listings?{httpx.QueryParams({'q': good.names['vi'], 'number': f'{stamp}-{number}'})}")
