import pytest

from shared.contracts.listings import PutListing
from shared.contracts.registry import Organisation
from tests.support.listings import a_put, known, speaker
from tests.support.surroundings import Surroundings


@pytest.fixture(scope="module")
async def coop(listings: Surroundings) -> Organisation:
    return await known(listings)


@pytest.fixture
async def put(listings: Surroundings, coop: Organisation) -> PutListing:
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    return put
