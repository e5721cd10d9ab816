"""The page of a fair with a plan of 600 booths, half of them taken."""

from collections.abc import Sequence
from itertools import cycle
from uuid import uuid4

import httpx

from tests.bench.fairs import a_fair


async def a_large_plan(port: int, organizer: str, coops: Sequence[str]) -> str:
    """Its address below the language."""
    fair, booths = await a_fair(port, organizer, rows=20, columns=30)
    async with httpx.AsyncClient(timeout=30) as client:
        for booth, coop in zip(booths[::2], cycle(coops), strict=False):
            booked = await client.put(
                f"http://127.0.0.1:{port}/api/v1/fairs/{fair}/bookings/{uuid4()}",
                json={"booth_id": booth},
                headers={"Authorization": f"Bearer {coop}"},
            )
            booked.raise_for_status()
    return f"fairs/{fair}"
