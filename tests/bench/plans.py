"""The page of a fair with a plan of 600 booths, half of them taken."""

import json
from collections.abc import Sequence
from itertools import cycle
from uuid import uuid4

import httpx

BOOTHS = {"code": "A", "rows": 20, "columns": 30}


async def a_large_plan(port: int, organizer: str, coops: Sequence[str]) -> str:
    """Its address below the language."""
    base, fair = f"http://127.0.0.1:{port}/api/v1/fairs", uuid4()
    body = {
        "name": "Plan",
        "status": "open",
        "starts_at": "2031-01-10T08:00:00+07:00",
        "ends_at": "2031-01-12T17:00:00+07:00",
        "booking": "direct",
        "halls": [BOOTHS],
    }
    async with httpx.AsyncClient(timeout=30) as client:
        made = await client.put(f"{base}/{fair}", json=body, headers={"Authorization": f"Bearer {organizer}"})
        made.raise_for_status()
        booths = (await client.get(f"{base}/{fair}/booths")).json()["items"]
        for booth, coop in zip(booths[::2], cycle(coops), strict=False):
            booked = await client.put(
                f"{base}/{fair}/bookings/{uuid4()}",
                content=json.dumps({"booth_id": booth["id"]}),
                headers={"Authorization": f"Bearer {coop}", "Content-Type": "application/json"},
            )
            booked.raise_for_status()
    return f"fairs/{fair}"
