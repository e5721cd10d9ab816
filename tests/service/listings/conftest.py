from collections.abc import AsyncIterator

import pytest

from services.listings.service import SERVICE
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session")
async def listings() -> AsyncIterator[Surroundings]:
    async with surroundings(SERVICE, voices=("registry",)) as around:
        yield around
