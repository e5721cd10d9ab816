"""The market that journeys, doors and faults share: it takes most of a minute to start."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from tests.support.market import Market, running_market

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """With pytest-xdist, all tests of the market go to one worker, so that it is started once.

    First, because xdist reads the groups in the same hook.
    """
    for item in items:
        if "market" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("market"))


@pytest.fixture(scope="session")
async def market() -> AsyncIterator[Market]:
    async with running_market() as running:
        yield running
