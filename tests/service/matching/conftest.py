from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.matching.service import SERVICE
from tests.service.matching.deals import Ledger
from tests.support.surroundings import Surroundings, surroundings


@pytest.fixture(scope="session")
async def matching() -> AsyncIterator[Surroundings]:
    async with surroundings(SERVICE, voices=("registry", "listings", "fairs")) as around:
        yield around


@pytest.fixture
async def idle() -> AsyncIterator[Surroundings]:
    """Matching without its background work: another process does that."""
    async with surroundings(replace(SERVICE, background=()), voices=("registry", "listings", "fairs")) as around:
        yield around


@pytest.fixture
async def capacity(matching: Surroundings) -> AsyncIterator[Ledger]:
    """What `listings` would answer."""
    ledger = Ledger()
    async with ledger.answering(matching):
        yield ledger
