"""What this service knows of things that others own, from their events."""

from uuid import UUID

from sqlmodel import Field

from services.fairs.models.rows import Row
from shared.errors import Rejected


class Organisation(Row, table=True):
    id: UUID = Field(primary_key=True)
    version: int
    name: str
    kind: str
    status: str
    province: str | None = None
    country: str | None = None

    def must_exhibit(self) -> None:
        must_exhibit(self.kind, self.status)


def must_exhibit(kind: str, status: str) -> None:
    """Booths are for verified co-ops."""
    if kind != "coop":
        raise Rejected("forbidden")
    if status != "verified":
        raise Rejected("not_verified")


class Listing(Row, table=True):
    """`name` in Vietnamese, or in the first language that there is."""

    id: UUID = Field(primary_key=True)
    version: int
    organisation_id: UUID
    name: str
    category: str | None = None
    stars: int | None = None
    published: bool
