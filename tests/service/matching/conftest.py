from collections.abc import AsyncIterator

import pytest

from services.matching.service import SERVICE
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session")
async def matching() -> AsyncIterator[Surroundings]:
    async with surroundings(SERVICE, voices=("registry", "listings")) as around:
        yield around
