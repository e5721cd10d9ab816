"""Photos of listings: sent, arranged, removed; who may see them."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Query
from shared.contracts.values import RecordPut


class PhotoAccess(Struct, frozen=True, kw_only=True):
    """`public`: a published listing shows it."""

    public: bool


class AddPhoto(Command[RecordPut], frozen=True, kw_only=True):
    """`upload` names the object in bucket `uploads` that web filled; it is checked, made small and stored before."""

    subject = "listings.v1.cmd.add_photo"
    listing_id: UUID
    photo_id: UUID
    upload: Annotated[str, Meta(max_length=100)]
    alt: Annotated[str, Meta(max_length=200)] = ""


class RemovePhoto(Command[RecordPut], frozen=True, kw_only=True):
    subject = "listings.v1.cmd.remove_photo"
    listing_id: UUID
    photo_id: UUID


class PhotoPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: UUID
    alt: Annotated[str, Meta(max_length=200)] = ""


class ArrangePhotos(Command[RecordPut], frozen=True, kw_only=True):
    """All photos of a listing in their new order, each with what it shows. Refused as `photos_changed` when they are
    others than these.
    """

    subject = "listings.v1.cmd.arrange_photos"
    listing_id: UUID
    photos: Annotated[list[PhotoPlace], Meta(max_length=12)]


class SharePhoto(Command[Done], frozen=True, kw_only=True):
    """Operator only: one drawn picture for many demo listings."""

    subject = "listings.v1.cmd.share_photo"
    photo_id: UUID
    upload: Annotated[str, Meta(max_length=100)]
    listing_ids: Annotated[list[UUID], Meta(max_length=5000)]


class GetPhotoAccess(Query[PhotoAccess], frozen=True, kw_only=True):
    """Refused as unknown to who may see none of the listings that have it."""

    subject = "listings.v1.qry.get_photo_access"
    anonymous = True
    photo_id: UUID
