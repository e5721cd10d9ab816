"""A co-op that listings has not heard of, stating several products at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.listings.service import SERVICE
from shared.contracts.listings import ListingBody, PutListing
from shared.contracts.registry import GetOrganisation
from shared.ids import uuid7
from tests.support.events import organisation_changed
from tests.support.surroundings import Surroundings, account, surroundings


@pytest.fixture(scope="module")
async def around() -> AsyncIterator[Surroundings]:
    async with surroundings(SERVICE, ["registry"]) as running:
        yield running


async def test_products_stated_at_once_are_all_taken(around: Surroundings) -> None:
    coop = uuid7()
    facts = organisation_changed(coop, "verified", 1).organisation
    commands = [
        PutListing(listing_id=uuid7(), organisation_id=coop, body=ListingBody(sku=str(number), names={"vi": "Mật ong"}))
        for number in range(20)
    ]
    async with around.answering(GetOrganisation, lambda _: facts):
        seller = account("coop", speaks_for=[coop])
        outcomes = await asyncio.gather(*(around.ask(command, seller) for command in commands))
    assert {outcome.outcome for outcome in outcomes} == {"created"}
