"""A running registry, with `matching` as a voice on the bus."""

from collections.abc import AsyncIterator

import pytest

from services.registry.service import SERVICE
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session")
async def registry() -> AsyncIterator[Surroundings]:
    async with surroundings(SERVICE, voices=["matching"]) as around:
        yield around
