from collections.abc import AsyncIterator

import pytest

from services.listings.service import SERVICE
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session")
async def around() -> AsyncIterator[Surroundings]:
    """The shell as `listings` runs in it."""
    async with surroundings(SERVICE, ["registry"]) as running:
        yield running
