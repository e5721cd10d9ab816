from collections.abc import AsyncIterator

import pytest

from services.listings.service import SERVICE
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session", params=["memory", "postgres"])
async def listings(request: pytest.FixtureRequest) -> AsyncIterator[Surroundings]:
    """Whatever is true of search is true with either index."""
    async with surroundings(SERVICE, voices=("registry",), search_index=request.param) as around:
        yield around
