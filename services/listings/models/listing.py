"""Listings, their pictures, the catalogue's projection of them, and what listings knows of organisations."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.listings.models.rows import STAMP, Row
from shared.actor import Actor
from shared.contracts.listings import ListingBody
from shared.errors import Rejected

MAX_PHOTOS = 12


class Organisation(Row, table=True):
    """A copy, by `OrganisationChanged`."""

    id: UUID = Field(primary_key=True)
    version: int
    name: str
    kind: str
    province: str | None
    former_province: str | None = None
    status: str

    @property
    def provinces(self) -> list[str]:
        """By the codes of today and of before July 2025, as far as known."""
        return [code for code in (self.province, self.former_province) if code is not None]

    def must_sell(self) -> None:
        if self.kind != "coop":
            raise Rejected("forbidden")

    def must_be_verified(self) -> None:
        if self.status != "verified":
            raise Rejected("not_verified", organisation_id=self.id)


def stale_translations(before: ListingBody, after: ListingBody, stale: Iterable[str]) -> Iterator[str]:
    """A translation is of an older text when its source has changed and it has not, or was so and is as it was."""
    known = set(stale)
    for field in ("names", "descriptions"):
        old, new = getattr(before, field), getattr(after, field)
        source_changed = old.get(before.source) != new.get(after.source)
        for language, text in new.items():
            name = f"{field}.{language}"
            if language != after.source and old.get(language) == text and (source_changed or name in known):
                yield name


class Listing(Row, table=True):
    """`body` is a `ListingBody` as JSON. `stale`: translations, such as `names.ja`, of what was said before."""

    __table_args__ = (sa.CheckConstraint("status IN ('draft', 'published', 'withdrawn')", name="status"),)

    id: UUID = Field(primary_key=True)
    organisation_id: UUID = Field(index=True, foreign_key="organisation.id")
    version: int = 0
    status: str = "draft"
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    updated_at: datetime = Field(sa_type=STAMP)
    stale: list[str] = Field(default_factory=list, sa_type=JSONB, sa_column_kwargs={"server_default": "[]"})

    def says(self, body: ListingBody) -> bool:
        return self.stated == body

    @property
    def stated(self) -> ListingBody:
        return msgspec.convert(self.body, ListingBody)

    def must_be_in_the_hands_of(self, actor: Actor) -> None:
        """Of what is not published, others learn as little as of what does not exist."""
        if not actor.speaks_for(self.organisation_id):
            raise Rejected("forbidden" if self.status == "published" else "listing_unknown", id=self.id)

    def state(self, body: ListingBody, *, at: datetime) -> None:
        if self.version:
            self.stale = sorted(stale_translations(self.stated, body, self.stale))
        self.body = msgspec.to_builtins(body)
        self.touch(at)

    def touch(self, at: datetime) -> None:
        self.version += 1
        self.updated_at = at


class Picture(Row, table=True):
    """What was made of an upload; `width` and `height` in pixels of the largest size kept."""

    id: UUID = Field(primary_key=True)
    width: int
    height: int


class Photo(Row, table=True):
    """A picture at a listing. Demo listings share pictures."""

    __table_args__ = (sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], info={"rejects": "listing_unknown"}),)

    listing_id: UUID = Field(primary_key=True)
    picture_id: UUID = Field(primary_key=True, foreign_key="picture.id", index=True)
    position: int
    alt: str = ""
