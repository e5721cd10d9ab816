"""`python -m tests.bench.facts [LISTINGS]`: promises, pages, readiness, photos and memory at 100,000 listings.

Starts its own stack with the demo `province` and copies its listings, as drafts, up to that number: search has those
of the demo.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from itertools import cycle
from pathlib import Path

import httpx

from tests.bench.__main__ import CONNECTIONS, REFERENCE_PORT, chophien, reference, report, run, unkept
from tests.bench.facts.photos import photo_costs
from tests.bench.facts.readiness import rule_change
from tests.bench.load import get
from tests.bench.processes import memory_megabytes, tree
from tests.bench.promises import promise

PORT = "18092"


def main(listings: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="chophien-facts-"))
    try:
        chophien("up", folder, "--demo", "province", "--port", PORT, "--detach")
        asyncio.run(bench(folder, listings))
    finally:
        chophien("down", folder)
        shutil.rmtree(folder, ignore_errors=True)


async def bench(folder: Path, listings: int) -> None:
    roots = [process["pid"] for process in json.loads(chophien("status", folder, "--json"))["processes"]]
    port = int(PORT)
    print(f"memory: {memory_megabytes(tree(roots)):.0f} MB (sum of PSS)", flush=True)
    with reference() as pid:
        trivial = await run("trivial handler", REFERENCE_PORT, cycle([get("/")]), 3000, [pid], None)
    async with httpx.AsyncClient() as client:
        found = await client.get(f"http://127.0.0.1:{port}/api/v1/listings?page_size=100")
    pages = [f"/vi/listings/{listing['id']}" for listing in found.json()["items"]]
    await run("listing page, uncached", port, unkept(pages), 300, roots, trivial)
    await run("listing page, cached", port, cycle(map(get, pages)), 1000, roots, trivial)
    for connections in CONNECTIONS:
        for name, cost in await promise(folder, roots, connections, count=400):
            report(name, cost, trivial)
    for line in await rule_change(folder, port, roots, listings):
        print(line, flush=True)
    print(photo_costs(), flush=True)
    print(f"memory after the bench: {memory_megabytes(tree(roots)):.0f} MB (sum of PSS)", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
