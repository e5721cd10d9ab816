"""The market that journeys, doors and faults share: it takes most of a minute to start."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from tests.support.market import Market, running_market

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
async def market() -> AsyncIterator[Market]:
    async with running_market() as running:
        yield running
