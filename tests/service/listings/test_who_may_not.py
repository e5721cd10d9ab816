"""For every command: who may not. Nothing changes then."""

from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from services.listings.service import SERVICE
from shared.actor import Actor
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReserveCapacity
from shared.contracts.importing import ImportListings
from shared.contracts.listings import PublishListing, PutListing, WithdrawListing
from shared.contracts.lots import PutLot
from shared.contracts.message import Request
from shared.contracts.operations import DropDeadLetter, FindDeadLetters, ReplayDeadLetter, Republish
from shared.contracts.papers import AddEvidence, CheckPaper, DiscloseEvidence, RemoveEvidence
from shared.contracts.photos import AddPhoto, ArrangePhotos, RemovePhoto, SharePhoto
from shared.contracts.registry import Organisation
from shared.contracts.searching import DropSearch, SaveSearch
from shared.ids import uuid7
from shared.messaging.service import message_type
from tests.support.listings import (
    a_line,
    a_picture,
    a_put,
    add_photo,
    known,
    published,
    revision,
    seen,
    speaker,
    uploaded,
)
from tests.support.surroundings import WEB, Surroundings, account

ELSEWHERE = {
    *(ReserveCapacity, ConfirmReservation, ReleaseCapacity),
    *(SaveSearch, DropSearch),
    *(AddEvidence, RemoveEvidence, DiscloseEvidence, CheckPaper),
    PutLot,
}
"""In the modules about promises, saved searches, papers and lots."""
ROLES: list[Actor] = [account("officer"), account("organizer"), account("auditor"), account("admin"), account("buyer")]


def of_a_listing(put: PutListing, photo_id: UUID, upload: str) -> list[Request[Any]]:
    key = put.listing_id
    return [
        revision(put, 3, sku="mine"),
        PublishListing(listing_id=key),
        WithdrawListing(listing_id=key),
        AddPhoto(listing_id=key, photo_id=uuid7(), upload=upload),
        RemovePhoto(listing_id=key, photo_id=photo_id),
        ArrangePhotos(listing_id=key, photos=[]),
        ImportListings(organisation_id=put.organisation_id, items=[a_line(id=key)]),
    ]


@pytest.fixture(scope="module")
async def coop(listings: Surroundings) -> Organisation:
    return await known(listings)


async def test_what_is_a_coops_own_is_done_by_nobody_else(listings: Surroundings, coop: Organisation) -> None:
    put = a_put(coop)
    await published(listings, put)
    photo = await add_photo(listings, put, a_picture())
    before = await seen(listings, put.listing_id)
    commands = of_a_listing(put, photo.photo_id, await uploaded(listings, a_picture()))
    other = await known(listings)
    for command in commands:
        for actor in (*ROLES, speaker(other), account("coop"), WEB):
            assert (await listings.refusal(command, actor)).code == "forbidden", (command, actor)
        assert (await listings.refusal(command)).code == "unauthenticated"
    assert await seen(listings, put.listing_id) == before


async def test_anothers_draft_does_not_exist(listings: Surroundings, coop: Organisation) -> None:
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    other, upload = speaker(await known(listings)), await uploaded(listings, a_picture())
    for key in (put.listing_id, uuid7()):
        for command in of_a_listing(replace(put, listing_id=key), uuid7(), upload)[1:5]:
            assert (await listings.refusal(command, other)).code == "listing_unknown", command


async def test_an_import_takes_over_nothing_of_anothers(listings: Surroundings, coop: Organisation) -> None:
    other = await known(listings)
    put = a_put(other)
    await published(listings, put)
    lines = [a_line(1, id=put.listing_id, sku="mine"), a_line(2)]
    outcome = await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    assert (outcome.created, [(line.line, line.reason) for line in outcome.rejected]) == (1, [(1, "forbidden")])
    assert (await seen(listings, put.listing_id)).body.sku == put.body.sku


async def test_an_operators_work_is_not_for_others(listings: Surroundings, coop: Organisation) -> None:
    share = SharePhoto(photo_id=uuid7(), upload=await uploaded(listings, a_picture()), listing_ids=[])
    operations: list[Request[Any]] = [
        share,
        Republish(service="listings"),
        ReplayDeadLetter(service="listings", message_id=uuid7()),
        DropDeadLetter(service="listings", message_id=uuid7()),
        FindDeadLetters(service="listings"),
    ]
    strangers = [account("officer"), account("organizer"), account("buyer"), speaker(coop), WEB]
    for command in operations:
        for actor in strangers:
            assert (await listings.refusal(command, actor)).code == "forbidden", (command, actor)
        assert (await listings.refusal(command)).code == "unauthenticated"
    assert await listings.rows("SELECT 1 FROM picture WHERE id = :id", id=share.photo_id) == []
    for command in operations[:4]:
        assert (await listings.outcome(command, account("auditor"))) == "forbidden"


async def test_no_command_was_forgotten_here() -> None:
    """A new command belongs into this module, or into that of its subject."""
    asked = {type(command) for command in of_a_listing(a_put_of_nobody(), uuid7(), "")} | {SharePhoto}
    assert {message_type(handler) for handler in SERVICE.commands} == asked | ELSEWHERE


def a_put_of_nobody() -> PutListing:
    body = a_line()
    return PutListing(listing_id=uuid7(), organisation_id=uuid7(), body=body)
