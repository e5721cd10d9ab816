"""From *publish* at the co-op to the suggestion that the buyer's open page is told of."""

import asyncio
import time
from collections.abc import Iterator
from statistics import quantiles
from uuid import uuid4

import httpx


async def publish_to_suggestion(port: int, coop: str, buyer: str, *, rounds: int) -> Iterator[str]:
    """Each round publishes a listing that fits the buyer's demand, and asks until the buyer sees it."""
    base = f"http://127.0.0.1:{port}/api/v1"
    async with httpx.AsyncClient(timeout=10) as client:
        demand = uuid4()
        as_buyer, as_coop = ({"Authorization": f"Bearer {token}"} for token in (buyer, coop))
        what = f"bánh kiểm tra {demand.hex[:6]}"
        body = {"what": what, "lang": "vi", "category": "food", "destination": "VN"}
        (await client.put(f"{base}/demands/{demand}", json=body, headers=as_buyer)).raise_for_status()
        taken = []
        for number in range(rounds):
            listing = uuid4()
            stated = {"sku": f"B{number}", "names": {"vi": f"{what} số {number}"}, "category": "food"}
            (await client.put(f"{base}/listings/{listing}", json=stated, headers=as_coop)).raise_for_status()
            began = time.perf_counter()
            (await client.put(f"{base}/listings/{listing}/publication", headers=as_coop)).raise_for_status()
            while True:
                page = await client.get(f"{base}/demands/{demand}/suggestions?page_size=100", headers=as_buyer)
                if any(item["listing_id"] == str(listing) for item in page.json()["items"]):
                    break
                await asyncio.sleep(0.002)
            taken.append((time.perf_counter() - began) * 1000)
            (await client.delete(f"{base}/listings/{listing}/publication", headers=as_coop)).raise_for_status()
    cuts = quantiles(taken, n=100)
    return iter([f"publish → suggestion, {rounds} times: p50 {cuts[49]:.0f} ms  p99 {cuts[98]:.0f} ms"])
