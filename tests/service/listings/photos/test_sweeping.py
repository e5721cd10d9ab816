"""What nobody needs any more is deleted; what may still be needed stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from nats.js.errors import KeyNotFoundError

from services.listings.sweeping import sweep
from shared.contracts.listings import PutListing
from shared.contracts.photos import RemovePhoto
from tests.support.listings import a_picture, add_photo, speaker_of, uploaded
from tests.support.pictures import THUMBNAILS
from tests.support.surroundings import Surroundings


async def is_stored(around: Surroundings, photo_id: UUID) -> bool:
    jetstream = around.running.ports.jetstream
    names = {info.name for info in await (await jetstream.object_store("photos")).list() if not info.deleted}
    thumbnails = await jetstream.key_value("thumbnails")
    found = [str(photo_id) in names]
    for side in THUMBNAILS:
        try:
            found.append(bool((await thumbnails.get(f"{photo_id}.{side}")).value))
        except KeyNotFoundError:
            found.append(False)
    assert len(set(found)) == 1, "all or none"
    return found[0]


async def test_a_removed_picture_is_deleted_and_the_others_stay(listings: Surroundings, put: PutListing) -> None:
    kept, removed = [await add_photo(listings, put, a_picture()) for _ in range(2)]
    await listings.ask(RemovePhoto(listing_id=put.listing_id, photo_id=removed.photo_id), speaker_of(put))
    await sweep(listings.running.ports, datetime.now(UTC))
    assert (await is_stored(listings, kept.photo_id), await is_stored(listings, removed.photo_id)) == (True, False)
    assert not await listings.rows("SELECT 1 FROM picture WHERE id = :id", id=removed.photo_id)
    await sweep(listings.running.ports, datetime.now(UTC))


async def test_what_never_came_to_its_commit_is_deleted_after_an_hour(listings: Surroundings, put: PutListing) -> None:
    """As after a crash between the files and their row, and in the middle of a sweep."""
    photo = await add_photo(listings, put, a_picture())
    async with listings.running.engine.begin() as connection:
        for table in ("photo", "picture"):
            column = {"photo": "picture_id", "picture": "id"}[table]
            one = sa.table(table, sa.column(column))
            await connection.execute(sa.delete(one).where(one.c[column] == photo.photo_id))
    await sweep(listings.running.ports, datetime.now(UTC))
    assert await is_stored(listings, photo.photo_id), "its commit may be on its way"
    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=2))
    assert not await is_stored(listings, photo.photo_id)


async def test_an_upload_that_never_came_to_its_end_is_deleted_after_hours(listings: Surroundings) -> None:
    uploads = await listings.running.ports.jetstream.object_store("uploads")
    names = {await uploaded(listings, b"a part"), await uploaded(listings, b"")}

    async def left() -> set[str]:
        return names & {info.name for info in await uploads.list() if not info.deleted}

    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=5))
    assert await left() == names
    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=7))
    assert await left() == set()
