"""From a demand to an agreement, over the API: what each step costs over all processes with every listener."""

from collections.abc import AsyncIterator, Iterable
from uuid import uuid4

import httpx

from tests.bench.load import Cost, get, measure, put
from tests.bench.processes import Pid
from tests.support.goods import a_quote, a_word, publish

AT_ONCE = 16


async def deals(
    port: int, buyer: str, coop: str, cookie: str, count: int, roots: Iterable[Pid]
) -> AsyncIterator[tuple[str, Cost]]:
    """One co-op's listing, a demand for each deal, 200 kg each. `cookie`: of the buyer, who looks at each."""
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, headers={"Authorization": f"Bearer {coop}"}, timeout=30) as seller:
        plenty = {"unit": "KGM", "by_month": ["100000"] * 12}
        listing = await publish(seller, "Củ sen sấy", sku=a_word(), capacity=plenty)
    demands, matches, quotes = ([uuid4() for _ in range(count)] for _ in range(3))
    what = {"what": "乾燥レンコン", "lang": "ja", "quantity": {"amount": "300", "unit": "KGM"}, "destination": "JP"}
    asked = [{"demand_id": str(demand), "listing_id": str(listing)} for demand in demands]
    steps = {
        "post a demand": [put(f"demands/{demand}", what, buyer) for demand in demands],
        "request a match": [
            put(f"match-requests/{match}", body, buyer) for match, body in zip(matches, asked, strict=True)
        ],
        "accept the request": [put(f"match-requests/{match}/decision", {"accepted": True}, coop) for match in matches],
        "quote": [
            put(f"match-requests/{match}/quotes/{quote}", a_quote(200), coop)
            for match, quote in zip(matches, quotes, strict=True)
        ],
        "match page": [get(f"/vi/matches/{match}", Cookie=cookie) for match in matches],
        "accept the quote": [
            put(f"match-requests/{match}/quotes/{quote}/acceptance", {}, buyer)
            for match, quote in zip(matches, quotes, strict=True)
        ],
    }
    for name, requests in steps.items():
        yield name, await measure(port, iter(requests), connections=AT_ONCE, count=count, roots=lambda: roots)
