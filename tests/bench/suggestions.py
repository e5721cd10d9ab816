"""What a buyer who is signed in looks at: a demand that much fits, with what is asked of each product and why."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx

from tests.bench.load import Request, get


@asynccontextmanager
async def signed_in(port: int, name: str, password: str) -> AsyncIterator[httpx.AsyncClient]:
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, headers={"Origin": base}, follow_redirects=True) as client:
        await client.post("/vi/sign-in", data={"email": f"{name}@chophien.test", "password": password})
        yield client


def cookie_of(client: httpx.AsyncClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def suggestions_page(port: int, password: str) -> Request:
    """The request for it, with the cookie of somebody who is signed in."""
    async with signed_in(port, "buyer-vn", password) as client:
        form = (await client.get("/vi/demands/new")).text
        found = re.search(r'name="_token" value="([^"]+)"', form)
        assert found, "nobody is signed in"
        stated = {
            "_token": found[1],
            "what": "gạo",
            "quantity_amount": "100",
            "quantity_unit": "KGM",
            "destination": "VN",
            "certificates": "HACCP",
            "visibility": "coops",
        }
        address = f"/vi/demands/{uuid4()}"
        page = (await client.post(address, data=stated)).raise_for_status()
        assert page.text.count("<article") > 1, "nothing fits"
        return get(address, Cookie=cookie_of(client))
