from collections.abc import AsyncIterator

import httpx
import pytest

from tests.support.ear import Ear
from tests.support.market import Market


@pytest.fixture(scope="session")
async def coop(market: Market) -> httpx.AsyncClient:
    return await market.program("coop1")


@pytest.fixture(scope="session")
async def other_coop(market: Market) -> httpx.AsyncClient:
    return await market.program("coop15")


@pytest.fixture(scope="session")
async def buyer(market: Market) -> httpx.AsyncClient:
    return await market.program("buyer-jp")


@pytest.fixture(scope="session")
async def organizer(market: Market) -> httpx.AsyncClient:
    return await market.program("organizer")


@pytest.fixture(scope="session")
async def stranger(market: Market) -> httpx.AsyncClient:
    return await market.stranger()


@pytest.fixture
async def ear(market: Market) -> AsyncIterator[Ear]:
    async with Ear(market).listening() as ear:
        yield ear
