"""A buyer's page of a demand that much fits, with what is asked of each product and why."""

import re
from uuid import uuid4

import httpx

from tests.bench.load import Request, get


async def suggestions_page(port: int, password: str) -> Request:
    """The request for it, with the cookie of somebody who is signed in."""
    base = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=base, headers={"Origin": base}, follow_redirects=True) as client:
        await client.post("/vi/sign-in", data={"email": "buyer-vn@chophien.test", "password": password})
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
        return get(address, Cookie="; ".join(f"{name}={value}" for name, value in client.cookies.items()))
