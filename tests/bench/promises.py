"""Reserving and giving back capacity over the bus, as `matching` does."""

import asyncio
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from typing import Any

from deploy.local.console import Console
from deploy.refusal import Refusal
from shared.contracts.capacity import ReleaseCapacity, ReserveCapacity
from shared.contracts.catalogue import FindListings
from shared.contracts.message import Request
from shared.contracts.values import Quantity
from shared.ids import uuid7
from tests.bench.load import Cost
from tests.bench.processes import Pid, cpu_seconds, tree
from tests.support.market import opened_market

WEIGHTS = frozenset({"KGM", "TNE", "DTN"})


async def promise(folder: Path, roots: Iterable[Pid], connections: int, count: int) -> Iterator[tuple[str, Cost]]:
    """A gram each, spread over the listings of a page of the catalogue; then all of them back."""
    async with opened_market(folder) as market:
        page = await market.console.ask(FindListings(page_size=100))
        ids = [uuid7() for _ in range(count)]
        until = datetime.now(UTC) + timedelta(hours=1)
        month = f"{until + timedelta(days=40):%Y-%m}"
        able = [card for card in page.items if card.capacity and card.capacity.unit in WEIGHTS]
        able = [card for card in able if card.capacity and card.capacity.by_month[int(month[-2:]) - 1]]
        wanted = [
            ReserveCapacity(
                reservation_id=key,
                listing_id=able[place % len(able)].id,
                month=month,
                quantity=Quantity(amount=Decimal(1), unit="GRM"),
                expires_at=until,
            )
            for place, key in enumerate(ids)
        ]
        back = [ReleaseCapacity(reservation_id=key) for key in ids]
        return iter(
            [
                ("reserve capacity", await _measure(market.console, wanted, connections, roots)),
                ("release capacity", await _measure(market.console, back, connections, roots)),
            ]
        )


async def _measure(console: Console, messages: Sequence[Request[Any]], connections: int, roots: Iterable[Pid]) -> Cost:
    left = iter(messages)
    taken: list[float] = []
    failed = 0

    async def one_connection() -> None:
        nonlocal failed
        for message in left:
            began = time.perf_counter()
            try:
                await console.ask(message)
            except Refusal:
                failed += 1
            taken.append((time.perf_counter() - began) * 1000)

    pids = tree(roots)
    before, began = cpu_seconds(pids), time.perf_counter()
    await asyncio.gather(*(one_connection() for _ in range(connections)))
    elapsed = time.perf_counter() - began
    await asyncio.sleep(1)  # the relay publishes what the requests caused
    cpu = (cpu_seconds(pids) - before) * 1000 / len(messages)
    cuts = quantiles(taken, n=100)
    return Cost(connections, len(messages) / elapsed, cpu, cuts[49], cuts[98], failed)
