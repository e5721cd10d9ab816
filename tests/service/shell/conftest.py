from collections.abc import AsyncIterator

import pytest

from tests.support.surroundings import Surroundings, surroundings
from tests.support.tiny import Tiny


@pytest.fixture(scope="session")
def tiny() -> Tiny:
    return Tiny()


@pytest.fixture(scope="session")
async def shell(tiny: Tiny) -> AsyncIterator[Surroundings]:
    async with surroundings(tiny.service, voices=("registry",)) as around:
        yield around
