"""Plans are looked for one after the other, each by a worker process, which a lost service takes up anew.

The solver's libraries are imported there and nowhere else: they are large, and cannot be interrupted.
"""

import asyncio
import contextlib
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.fairs.allocation.worker import Progress, Work
from services.fairs.models import Allocation, table_of
from services.fairs.own_work import own_transaction
from services.fairs.queries.places import work_for
from services.fairs.telling import allocation_changed
from shared.contracts.fairs.allocations import AllocationStatus
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

ALLOCATION = table_of(Allocation)
SWEEP = 2.0
"""Seconds between two looks for a plan that somebody asked for."""
HEARTBEAT = 1.0
"""Seconds between signs of life."""
LOST = timedelta(seconds=20)
"""Without a sign of life: whoever worked on it is gone."""
LARGEST_LINE = 2**24
SECRETS = ("CHOPHIEN_DATABASE_URL", "CHOPHIEN_NATS_PASSWORD", "CHOPHIEN_SECRET", "CHOPHIEN_KEY")


async def plan_booths(ports: Ports) -> None:
    """Until cancelled; a lost database is waited for."""
    while True:
        try:
            while (key := await _take(ports.engine)) is not None:
                await _plan(key, ports.engine)
        except DATABASE_AWAY as error:
            log.warning("planning waits", reason=str(error)[:200])
        await asyncio.sleep(SWEEP)


async def _take(engine: AsyncEngine) -> UUID | None:
    """The oldest that nobody works on."""
    lost = sa.and_(ALLOCATION.c.status == "running", ALLOCATION.c.seen_at < datetime.now(UTC) - LOST)
    oldest = (
        sa.select(ALLOCATION.c.id)
        .where(sa.or_(ALLOCATION.c.status == "queued", lost))
        .order_by(ALLOCATION.c.asked_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    async with own_transaction(engine) as tx:
        key: UUID | None = await tx.scalar(oldest)
        if key is not None:
            allocation = await tx.locked(Allocation, key, or_reject="allocation_unknown")
            allocation.seen_at = tx.now
            allocation.go("running")
            tx.emit(allocation_changed(allocation))
    return key


async def _plan(key: UUID, engine: AsyncEngine) -> None:
    async with own_transaction(engine) as tx:
        allocation = await tx.found(Allocation, key, or_reject="allocation_unknown")
        work = await work_for(allocation, tx)
    process = await _start(work)
    try:
        last = await _listen(process, key, work, engine)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if last is None or not last.done:
        await _keep(key, last, work, engine, status="failed")
    elif last.conflict:
        await _keep(key, last, work, engine, status="failed", note="conflict")
    else:
        await _keep(key, last, work, engine, status="done")


async def _start(work: Work) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.fairs.allocation.worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LARGEST_LINE,
        env={name: value for name, value in os.environ.items() if name not in SECRETS},
    )
    if process.stdin is not None:
        process.stdin.write(msgspec.json.encode(work))
        process.stdin.close()
    return process


async def _listen(process: asyncio.subprocess.Process, key: UUID, work: Work, engine: AsyncEngine) -> Progress | None:
    """The last that it said. Asked to stop, it ends with the best so far."""
    last, kept_at, read = None, time.monotonic(), msgspec.json.Decoder(Progress).decode
    while process.stdout is not None:
        try:
            async with asyncio.timeout(HEARTBEAT):
                line: bytes | None = await process.stdout.readline()
        except TimeoutError:
            line = None
        if line == b"":
            break
        if line:
            last = read(line)
        if time.monotonic() - kept_at >= HEARTBEAT:
            kept_at = time.monotonic()
            if not await _keep(key, last, work, engine):
                with contextlib.suppress(ProcessLookupError):
                    process.terminate()
    return last


async def _keep(
    key: UUID,
    progress: Progress | None,
    work: Work,
    engine: AsyncEngine,
    *,
    status: AllocationStatus = "running",
    note: str = "",
) -> bool:
    """Whether it is still wanted. A plan that was cancelled keeps what was found."""
    async with own_transaction(engine) as tx:
        allocation = await tx.locked(Allocation, key, or_reject="allocation_unknown")
        wanted = allocation.is_open
        if progress is not None:
            utility = {one.id: one.utility for one in work.fair.exhibitors}
            allocation.found(
                {
                    "objective": progress.objective,
                    "bound": progress.bound,
                    "assignment": progress.assignment,
                    "satisfaction": {who: int(utility[who][where]) for who, where in progress.assignment.items()},
                    "costs": progress.costs,
                    "elapsed": progress.elapsed,
                },
                at=tx.now,
            )
        allocation.seen_at = tx.now
        if wanted and status != "running":
            allocation.go(status, note=note)
        tx.emit(allocation_changed(allocation))
    return wanted
