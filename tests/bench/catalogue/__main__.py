"""`python -m tests.bench.catalogue PORT DATA_DIR`: searches of a running stack, at best with the demo `country`.

Each figure is over all processes of the stack, as multiples of the trivial handler in the same run. Queries are the
names of the demo's goods in each language; answers that web keeps are avoided by words that differ each time.
"""

import asyncio
import json
import sys
from itertools import count, cycle
from pathlib import Path

import httpx

from deploy.demo.goods import goods
from shared.contracts.values import Language
from tests.bench.__main__ import REFERENCE_PORT, chophien, reference, run
from tests.bench.load import Request, get

COLUMNS: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
COUNT = 400
_numbers = count()


def asked(path: str, **parameters: object) -> Request:
    """The fresh page size makes it a question that was not answered before."""
    return get(f"{path}?{httpx.QueryParams({name: str(value) for name, value in parameters.items()})}")


def fresh() -> int:
    return 20 + next(_numbers) % 5


async def main(port: int, folder: Path) -> None:
    roots = [process["pid"] for process in json.loads(chophien("status", folder, "--json"))["processes"]]
    with reference() as pid:
        trivial = await run("trivial handler", REFERENCE_PORT, cycle([get("/")]), 3000, [pid], None)
    few = [f"{good.names['vi']} đặc biệt xuất khẩu {number}" for number, good in enumerate(goods())]
    sets = {f"search, {one}": [(good.names[one], one) for good in goods() if good.names.get(one)] for one in COLUMNS}
    for name, words in (sets | {"search, few hits": [(text, "vi") for text in few]}).items():
        queries = [asked("/api/v1/listings", q=q, lang=lang, page_size=fresh()) for q, lang in words]
        await run(name, port, cycle(queries), COUNT, roots, trivial)
    filtered = [
        asked("/vi", q=good.names["vi"], stars=4, province="24", n=next(_numbers)) for good in goods() for _ in range(2)
    ]
    await run("page, filtered, counts", port, cycle(filtered), COUNT // 2, roots, trivial)
    begun = [
        asked("/api/v1/suggestions", q=good.names[one][:length], lang=one)
        for good in goods()
        for one in COLUMNS
        for length in (2, 3, 5)
    ]
    await run("as you type", port, cycle(begun), COUNT, roots, trivial)
    async with httpx.AsyncClient() as client:
        found = (await client.get(f"http://127.0.0.1:{port}/api/v1/listings?page_size=100")).json()["items"]
    await run("listing page", port, cycle([get(f"/vi/listings/{one['id']}") for one in found]), COUNT, roots, trivial)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
