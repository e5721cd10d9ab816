from collections.abc import AsyncIterator

import pytest

from tests.support.notifications import Stage, servers_for_notifications


@pytest.fixture(scope="session")
async def servers() -> AsyncIterator[Stage]:
    async with servers_for_notifications() as stage:
        yield stage


@pytest.fixture(scope="module")
async def stage(servers: Stage) -> AsyncIterator[Stage]:
    """With the service running for all tests of a module, its letters going to files."""
    async with servers.running():
        yield servers
