"""`python -m tests.bench.catalogue PORT DATA_DIR`: searches and deals of a running stack, at best with the demo
`country`.

Each figure is over all processes of the stack, as multiples of the trivial handler in the same run. Queries are the
names of the demo's goods in each language. Nothing is answered from what web keeps.
"""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import httpx

from deploy.demo.goods import goods
from shared.contracts.values import Language
from tests.bench.__main__ import REFERENCE_PORT, chophien, reference, report_deals, run
from tests.bench.load import Request, get

COLUMNS: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")
COUNT = 1000
PLACES = ("Tam Sơn", "Văn Môn", "Phù Khê", "Việt Đoàn", "An Bình")
Parameters = dict[str, str]


def asked(path: str, many: Sequence[Parameters]) -> Iterator[Request]:
    """Endless; the number at the end makes each a question that web has no answer kept for."""
    for number, parameters in enumerate(cycle(many)):
        yield get(f"{path}?{httpx.QueryParams(parameters | {'number': str(number)})}")


async def main(port: int, folder: Path) -> None:
    roots = [process["pid"] for process in json.loads(chophien("status", folder, "--json"))["processes"]]
    with reference() as pid:
        trivial = await run("trivial handler", REFERENCE_PORT, cycle([get("/")]), 3000, [pid], None)
    names = {one: [good.names[one] for good in goods() if good.names.get(one)] for one in COLUMNS}
    sets = {f"search, {one}": [{"q": q, "lang": one} for q in names[one]] for one in COLUMNS}
    sets["search, few hits"] = [{"q": f"{q} {place}", "lang": "vi"} for q in names["vi"] for place in PLACES]
    for name, many in sets.items():
        await run(name, port, asked("/api/v1/listings", many), COUNT, roots, trivial)
    filtered: list[Parameters] = [{"q": q, "stars": "4", "province": "24"} for q in names["vi"]]
    await run("page, filtered, counts", port, asked("/vi", filtered), COUNT, roots, trivial)
    begun = [{"q": q[:length], "lang": one} for one in COLUMNS for q in names[one] for length in (2, 3, 5)]
    await run("as you type", port, asked("/api/v1/suggestions", begun), COUNT, roots, trivial)
    async with httpx.AsyncClient() as client:
        found = (await client.get(f"http://127.0.0.1:{port}/api/v1/listings?page_size=100")).json()["items"]
    pages = [asked(f"/vi/listings/{one['id']}", [{}]) for one in found]
    await run("listing page", port, (next(page) for page in cycle(pages)), COUNT, roots, trivial)
    await report_deals(port, folder, roots, trivial)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
