"""Photos of a listing."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.listings import catalogue
from services.listings.models import MAX_PHOTOS, Listing, Organisation, Photo, Picture
from services.listings.pictures import Prepared
from shared.contracts.listings import ListingRevised
from shared.contracts.message import Done
from shared.contracts.photos import AddPhoto, ArrangePhotos, RemovePhoto, SharePhoto
from shared.contracts.values import RecordPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.text import clean


async def add_photo(command: AddPhoto, tx: Transaction, picture: Prepared) -> RecordPut:
    """Put a photo behind the others. The same photo again changes nothing."""
    listing = await _own_listing(command, tx)
    photos = (await tx.session.exec(select(Photo).where(Photo.listing_id == listing.id))).all()
    if any(photo.picture_id == command.photo_id for photo in photos):
        return RecordPut(id=listing.id, version=listing.version, outcome="unchanged")
    if len(photos) >= MAX_PHOTOS:
        raise Rejected("too_many_photos", most=MAX_PHOTOS)
    if not await _keep(command.photo_id, picture, tx):
        raise Rejected("id_reused")
    position = max((photo.position for photo in photos), default=0) + 1
    tx.add(Photo(listing_id=listing.id, picture_id=command.photo_id, position=position, alt=clean(command.alt)))
    return await _revised(listing, tx)


async def remove_photo(command: RemovePhoto, tx: Transaction) -> RecordPut:
    listing = await _own_listing(command, tx)
    photo = await tx.session.get(Photo, (listing.id, command.photo_id))
    if photo is None:
        return RecordPut(id=listing.id, version=listing.version, outcome="unchanged")
    await tx.session.delete(photo)
    return await _revised(listing, tx)


async def arrange_photos(command: ArrangePhotos, tx: Transaction) -> RecordPut:
    """Another order, other words. The same again changes nothing."""
    listing = await _own_listing(command, tx)
    kept = select(Photo).where(Photo.listing_id == listing.id).order_by(col(Photo.position))
    photos = {photo.picture_id: photo for photo in await tx.session.exec(kept)}
    wanted = [(place.id, clean(place.alt)) for place in command.photos]
    if sorted(photos) != sorted(key for key, _ in wanted):
        raise Rejected("photos_changed")
    if wanted == [(photo.picture_id, photo.alt) for photo in photos.values()]:
        return RecordPut(id=listing.id, version=listing.version, outcome="unchanged")
    for position, (key, alt) in enumerate(wanted, 1):
        photos[key].position, photos[key].alt = position, alt
    return await _revised(listing, tx)


async def share_photo(command: SharePhoto, tx: Transaction, picture: Prepared) -> Done:
    """Show one picture at many listings, first of all."""
    tx.actor.must_be("admin")
    await _keep(command.photo_id, picture, tx)
    rows = [
        {"listing_id": key, "picture_id": command.photo_id, "position": 0, "alt": ""} for key in command.listing_ids
    ]
    photo = Photo.metadata.tables["photo"]
    if rows:
        await tx.execute(insert(photo).on_conflict_do_nothing(), rows)
        await catalogue.mark_changed(command.listing_ids, tx)
    return Done()


async def _own_listing(command: AddPhoto | RemovePhoto | ArrangePhotos, tx: Transaction) -> Listing:
    listing = await tx.locked(Listing, command.listing_id, or_reject="listing_unknown")
    listing.must_be_in_the_hands_of(tx.actor)
    return listing


async def _keep(photo_id: UUID, picture: Prepared, tx: Transaction) -> bool:
    """Whether the picture is new."""
    table = Picture.metadata.tables["picture"]
    row = {"id": photo_id, "width": picture.width, "height": picture.height}
    kept = await tx.session.exec(insert(table).values(row).on_conflict_do_nothing())
    return kept.rowcount == 1


async def _revised(listing: Listing, tx: Transaction) -> RecordPut:
    listing.touch(tx.now)
    if listing.status == "published":
        organisation = await tx.found(Organisation, listing.organisation_id, or_reject="organisation_unknown")
        [card] = await catalogue.show([listing], organisation, tx)
        tx.emit(ListingRevised(id=listing.id, version=listing.version, listing=card))
    return RecordPut(id=listing.id, version=listing.version, outcome="revised")
