"""Co-ops, listings and pictures for tests of `listings`. Each call makes new ones."""

import io
import itertools
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from msgspec.structs import replace
from PIL import Image

from shared.actor import Actor
from shared.contracts.catalogue import FindListings
from shared.contracts.importing import ImportedListing
from shared.contracts.listings import (
    GetListing,
    Listing,
    ListingBody,
    ListingCard,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.message import Event
from shared.contracts.photos import AddPhoto
from shared.contracts.registry import Organisation, OrganisationStatus
from shared.contracts.values import Capacity, Certificate, Ocop, Price, Quantity, RecordPut
from shared.ids import uuid7
from tests.support.events import organisation_changed
from tests.support.surroundings import Surroundings, account

E = TypeVar("E", bound=Event)

_numbers = itertools.count(1)


def a_product() -> str:
    """A word that no other test uses."""
    return f"pomelo{next(_numbers)}x"


def speaker(organisation: Organisation) -> Actor:
    return account("coop", speaks_for=[organisation.id])


def speaker_of(put: PutListing) -> Actor:
    return account("coop", speaks_for=[put.organisation_id])


async def known(around: Surroundings, status: OrganisationStatus = "verified", **changes: Any) -> Organisation:
    """An organisation of which the service has heard."""
    event = organisation_changed(uuid7(), status, 1, **changes)
    await around.tell(event)
    await around.settled()
    return event.organisation


def a_body(**changes: Any) -> ListingBody:
    return replace(ListingBody(sku="CL-01", names={"vi": "Chả lụa"}), **changes)


def a_full_body() -> ListingBody:
    """With everything that can be said."""
    return ListingBody(
        sku="G-25",
        names={"vi": "Gạo ST25", "en": "ST25 rice", "ja": "ST25米", "ko": "쌀", "he": "אורז"},
        category="food",
        descriptions={"vi": "Hạt dài, thơm.\nGặt tháng mười.", "en": "Long grain"},
        ocop=Ocop(stars=4, certificate="12/QĐ-UBND", issued=date(2026, 1, 31)),
        certificates=[Certificate(scheme="VIETGAP", number="V-7", issued=date(2025, 2, 1), expires=date(2031, 2, 1))],
        price=Price(amount=Decimal("31500.50"), currency="VND", unit="KGM", incoterm="FOB", place="Hải Phòng"),
        moq=Quantity(amount=Decimal("0.5"), unit="TNE"),
        capacity=Capacity(unit="TNE", by_month=[Decimal(month) for month in range(12)]),
    )


def a_put(organisation: Organisation, version: int | None = None, **changes: Any) -> PutListing:
    """States a listing under a new id."""
    return PutListing(
        listing_id=uuid7(), organisation_id=organisation.id, expected_version=version, body=a_body(**changes)
    )


def revision(put: PutListing, version: int | None, **changes: Any) -> PutListing:
    return replace(put, expected_version=version, body=replace(put.body, **changes))


def a_line(number: int = 1, **changes: Any) -> ImportedListing:
    line = ImportedListing(id=uuid7(), line=number, sku=f"L-{number}", names={"vi": "Chả lụa"})
    return replace(line, **changes)


async def published(around: Surroundings, put: PutListing) -> UUID:
    """The id of a listing that buyers see."""
    actor = speaker_of(put)
    await around.ask(put, actor)
    await around.ask(PublishListing(listing_id=put.listing_id), actor)
    return put.listing_id


async def withdraw(around: Surroundings, put: PutListing) -> RecordPut:
    actor = speaker_of(put)
    return await around.ask(WithdrawListing(listing_id=put.listing_id), actor)


async def seen(around: Surroundings, listing_id: UUID, actor: Actor | None = None) -> Listing:
    return await around.ask(GetListing(listing_id=listing_id), actor)


async def found(around: Surroundings, q: str, **filters: Any) -> list[UUID]:
    """Ids in the order of the answer, without what is only related."""
    page = await around.ask(FindListings(q=q, page_size=100, **filters))
    return [item.id for item in page.items if page.answers == "asked"]


async def told_of(around: Surroundings, kind: type[E], listing_id: UUID) -> list[E]:
    """Every event of that kind about that listing, once all is told."""
    await around.settled()
    return around.told(kind, listing_id)


def card_of(listing: Listing) -> ListingCard:
    """What its events and lists must say of a listing."""
    body = listing.body
    return ListingCard(
        id=listing.id,
        version=listing.version,
        status=listing.status,
        sku=body.sku,
        names=body.names,
        organisation=listing.organisation,
        province=listing.province,
        category=body.category,
        stars=listing.stars,
        ocop=body.ocop,
        certificates=body.certificates,
        price=body.price,
        moq=body.moq,
        capacity=body.capacity,
        photo_id=listing.photos[0].id if listing.photos else None,
    )


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, options.pop("colour", "green")).save(target, kind, **options)
    return target.getvalue()


async def uploaded(around: Surroundings, content: bytes) -> str:
    """The name under which web would hand the file over."""
    name = str(uuid7())
    bucket = await around.running.ports.jetstream.object_store("uploads")
    await bucket.put(name, content)
    return name


async def add_photo(
    around: Surroundings, put: PutListing, content: bytes, photo_id: UUID | None = None, alt: str = ""
) -> AddPhoto:
    """Returns the command, answered."""
    upload = await uploaded(around, content)
    command = AddPhoto(listing_id=put.listing_id, photo_id=photo_id or uuid7(), upload=upload, alt=alt)
    await around.ask(command, speaker_of(put))
    return command
