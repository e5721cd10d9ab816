"""What programs write in other ways than we do, and what they must not."""

import gzip
import json

import httpx
import pytest

from shared.ids import uuid7
from tests.support.goods import a_listing


@pytest.mark.parametrize("address", ["listings?q=&lang=&category=&cursor=", "fairs?cursor=&page_size="])
async def test_an_empty_parameter_is_absent(stranger: httpx.AsyncClient, coop: httpx.AsyncClient, address: str) -> None:
    reader = stranger if address.startswith("listings") else coop
    path, _, _ = address.partition("?")
    answer = await reader.get(f"/api/v1/{address}")
    assert answer.status_code == httpx.codes.OK, answer.text
    assert answer.json()["total"] == (await reader.get(f"/api/v1/{path}")).json()["total"] > 0


@pytest.mark.parametrize(("written", "read"), [("1.2E7", "12000000"), ("1e10", "10000000000"), ("0.50", "0.50")])
async def test_an_amount_comes_back_in_digits(coop: httpx.AsyncClient, written: str, read: str) -> None:
    address = f"/api/v1/listings/{uuid7()}"
    body = a_listing(price={"amount": "AMOUNT", "currency": "VND", "unit": "KGM"})
    for amount in (written, f'"{written}"'):
        sent = json.dumps(body).replace('"AMOUNT"', amount)
        answer = await coop.put(address, content=sent, headers={"Content-Type": "application/json"})
        assert answer.is_success, answer.text
    assert (await coop.get(address)).json()["price"]["amount"] == read


async def test_a_packed_body_is_refused(coop: httpx.AsyncClient) -> None:
    packed = gzip.compress(json.dumps(a_listing()).encode())
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = await coop.put(f"/api/v1/listings/{uuid7()}", content=packed, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
