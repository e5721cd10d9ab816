from collections.abc import AsyncIterator

import pytest

from tests.support.fairs import Stage, running_fairs


@pytest.fixture(scope="session")
async def stage() -> AsyncIterator[Stage]:
    async with running_fairs() as running:
        yield running
