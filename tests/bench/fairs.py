"""What many ask of a fair that was made for it: booths, badges, and all at the same moment."""

import time
from collections.abc import Iterable, Sequence
from uuid import UUID, uuid4

import httpx

from tests.bench.load import Request, measure, put
from tests.bench.processes import Pid

CALLERS = 1000


async def a_fair(port: int, organizer: str, *, rows: int = 1, columns: int = 1) -> tuple[UUID, list[str]]:
    """Open for three days in 2031, and the ids of its booths."""
    address, fair = f"http://127.0.0.1:{port}/api/v1/fairs", uuid4()
    body = {
        "name": "Bench",
        "status": "open",
        "starts_at": "2031-01-10T08:00:00+07:00",
        "ends_at": "2031-01-12T17:00:00+07:00",
        "booking": "direct",
        "halls": [{"code": "A", "rows": rows, "columns": columns}],
    }
    async with httpx.AsyncClient(timeout=30) as client:
        made = await client.put(f"{address}/{fair}", json=body, headers={"Authorization": f"Bearer {organizer}"})
        made.raise_for_status()
        booths = (await client.get(f"{address}/{fair}/booths")).json()["items"]
    return fair, [booth["id"] for booth in booths]


async def bookings(port: int, organizer: str, coops: Sequence[str]) -> list[Request]:
    """Distinct booths of one fair."""
    fair, booths = await a_fair(port, organizer, rows=20, columns=20)
    return [
        put(f"fairs/{fair}/bookings/{uuid4()}", {"booth_id": booth}, coops[place % len(coops)])
        for place, booth in enumerate(booths)
    ]


async def registrations(port: int, organizer: str, coops: Sequence[str]) -> list[Request]:
    """Of four hundred visitors to one fair."""
    fair, _ = await a_fair(port, organizer)
    return [
        put(f"fairs/{fair}/registrations/{uuid4()}", {"person_name": f"Người {number}"}, coops[number % len(coops)])
        for number in range(400)
    ]


async def rush(port: int, organizer: str, coops: Sequence[str], roots: Iterable[Pid]) -> str:
    """A thousand callers at the same moment for six hundred booths; then the plan that they made."""
    fair, booths = await a_fair(port, organizer, rows=20, columns=30)
    requests = [
        put(f"fairs/{fair}/bookings/{uuid4()}", {"booth_id": booths[number % len(booths)]}, coops[number % len(coops)])
        for number in range(CALLERS)
    ]
    began = time.monotonic()
    cost = await measure(port, iter(requests), connections=CALLERS, count=CALLERS, roots=lambda: roots)
    seconds = time.monotonic() - began
    async with httpx.AsyncClient(timeout=30) as client:
        plan = (await client.get(f"http://127.0.0.1:{port}/api/v1/fairs/{fair}/booths")).json()["items"]
    held = sum(booth["status"] == "confirmed" for booth in plan)
    return (
        f"rush: {CALLERS} callers, {len(booths)} booths, over in {seconds:.1f} s; {held} taken, {cost.failed} refused,"
        f" {cost.cpu:.2f} CPU-ms each, p99 {cost.p99 / 1000:.1f} s"
    )
