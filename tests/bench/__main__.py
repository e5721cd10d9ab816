"""`make bench`: what each operation costs, as multiples of a trivial handler's CPU in the same run.

Starts its own stack with the demo province; figures go to stdout as one table.
"""

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import httpx

from tests.bench.deals import deals
from tests.bench.fairs import bookings, registrations, rush
from tests.bench.gate import merge_of_two_gates
from tests.bench.live import publish_to_suggestion
from tests.bench.load import Cost, Request, get, measure
from tests.bench.plans import a_large_plan
from tests.bench.processes import Pid, cpu_seconds, memory_by_name, tree
from tests.bench.promises import promise
from tests.bench.suggestions import cookie_of, signed_in, suggestions_page
from tests.support.market import OPEN_FAIR

PORT, REFERENCE_PORT = 18090, 18091
CONNECTIONS = (1, 16, 64)
BIN = Path(sys.executable).parent


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="chophien-bench-"))
    try:
        first = timed_start(folder)
        chophien("down", folder)
        second = timed_start(folder)
        print(f"first start {first:.1f} s (demo province loaded), second start {second:.1f} s", flush=True)
        asyncio.run(bench(folder))
    finally:
        chophien("down", folder)
        shutil.rmtree(folder, ignore_errors=True)


def up(folder: Path) -> None:
    chophien("up", folder, "--demo", "province", "--port", str(PORT), "--detach")


def chophien(command: str, folder: Path, *arguments: str) -> str:
    words = [str(BIN / "chophien"), command, "--data-dir", str(folder), *arguments]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def timed_start(folder: Path) -> float:
    began = time.monotonic()
    up(folder)
    return time.monotonic() - began


async def bench(folder: Path) -> None:
    named = {it["name"]: it["pid"] for it in json.loads(chophien("status", folder, "--json"))["processes"]}
    roots = list(named.values())
    await report_idle(named)
    with reference() as pid:
        trivial = await run("trivial handler", REFERENCE_PORT, cycle([get("/")]), 3000, [pid], None)
    async with httpx.AsyncClient() as client:
        found = await client.get(f"http://127.0.0.1:{PORT}/api/v1/listings?page_size=100")
    listings = found.json()["items"]
    words = ("sen", "gạo nếp", "trà", "mật ong", "khoai", "gốm", "rượu", "nấm")
    await run("catalogue, 24 cards, uncached", PORT, unkept(["/vi"]), 400, roots, trivial)
    await run("catalogue, 24 cards, cached", PORT, cycle([get("/vi")]), 2000, roots, trivial)
    searches = ["/api/v1/listings?" + str(httpx.QueryParams({"q": word})) for word in words]
    await run("search API, uncached", PORT, unkept(searches), 1000, roots, trivial)
    await run("search API, cached", PORT, cycle(map(get, searches)), 2000, roots, trivial)
    pages = [f"/vi/listings/{listing['id']}" for listing in listings]
    await run("listing page, uncached", PORT, unkept(pages), 600, roots, trivial)
    await run("listing page, cached", PORT, cycle(map(get, pages)), 2000, roots, trivial)
    suggestions = await suggestions_page(PORT, password(folder))
    await run("suggestions page", PORT, cycle([suggestions]), 400, roots, trivial)
    organizer, coops = token(folder, "organizer"), [token(folder, f"coop{number}") for number in range(1, 21)]
    plan = await a_large_plan(PORT, organizer, coops[:2])
    await run("plan of 600 booths, uncached", PORT, unkept([f"/vi/{plan}"]), 300, roots, trivial)
    await run("plan of 600 booths, cached", PORT, cycle([get(f"/vi/{plan}")]), 2000, roots, trivial)
    for name, what in {"booth booking": bookings, "registration": registrations}.items():
        for connections in CONNECTIONS:
            asked = await what(PORT, organizer, coops)
            cost = await measure(PORT, iter(asked), connections=connections, count=len(asked), roots=lambda: roots)
            report(name, cost, trivial)
    print(await rush(PORT, organizer, coops, roots), flush=True)
    print(await merge_of_two_gates(folder, PORT, OPEN_FAIR, roots), flush=True)
    for connections in CONNECTIONS:
        for name, cost in await promise(folder, roots, connections, count=600):
            report(name, cost, trivial)
    await report_deals(PORT, folder, roots, trivial)
    for line in await publish_to_suggestion(PORT, token(folder, "coop1"), token(folder, "buyer-vn"), rounds=60):
        print(line, flush=True)
    print(f"memory after the bench: {memory_by_name(named)}", flush=True)


def unkept(pages: Sequence[str]) -> Iterator[Request]:
    """Each under an address that nobody has read before, so that web cannot have kept it."""
    return (get(f"{page}{'&' if '?' in page else '?'}unkept={number}") for number, page in enumerate(cycle(pages)))


async def report_idle(named: Mapping[str, Pid]) -> None:
    await asyncio.sleep(5)
    pids = tree(named.values())
    before = cpu_seconds(pids)
    await asyncio.sleep(20)
    share = (cpu_seconds(pids) - before) / 20
    print(f"idle: {share:.1%} of one core, {memory_by_name(named)}", flush=True)


async def run(
    name: str, port: int, requests: Iterator[Request], count: int, roots: Iterable[Pid], trivial: Cost | None
) -> Cost:
    """One line for each number of connections; the cost at 16."""
    chosen = None
    await measure(port, requests, connections=4, count=max(50, count // 10), roots=lambda: roots)
    for connections in CONNECTIONS:
        cost = await measure(port, requests, connections=connections, count=count, roots=lambda: roots)
        report(name, cost, trivial)
        chosen = cost if connections == 16 else chosen
    assert chosen is not None
    return chosen


def report(name: str, cost: Cost, trivial: Cost | None) -> None:
    multiple = f"{cost.cpu / trivial.cpu:5.1f}×" if trivial else "     ×"
    print(
        f"{name:30} {cost.connections:3} connections {cost.per_second:7.0f}/s {cost.cpu:7.2f} CPU-ms {multiple}"
        f"  p50 {cost.p50:6.1f} ms  p99 {cost.p99:6.1f} ms  failed {cost.failed}",
        flush=True,
    )


async def report_deals(port: int, folder: Path, roots: Sequence[Pid], trivial: Cost) -> None:
    async with signed_in(port, "buyer-jp", password(folder)) as client:
        cookie = cookie_of(client)
    async for name, cost in deals(port, token(folder, "buyer-jp"), token(folder, "coop1"), cookie, 200, roots):
        report(name, cost, trivial)


def password(folder: Path) -> str:
    return str(json.loads((folder / "run" / "demo.json").read_text("utf-8"))["password"])


def token(folder: Path, name: str) -> str:
    return chophien("token", folder, "--email", f"{name}@chophien.test").split()[-1]


@contextmanager
def reference() -> Iterator[Pid]:
    words = [
        str(BIN / "granian"),
        "--interface",
        "asgi",
        "--port",
        str(REFERENCE_PORT),
        "--workers",
        "1",
        "--loop",
        "uvloop",
    ]
    server = subprocess.Popen([*words, "--no-log", "tests.bench.reference:app"])
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://127.0.0.1:{REFERENCE_PORT}/")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
