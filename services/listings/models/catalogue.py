"""The catalogue's projection of published listings."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlmodel import Field

from services.listings.models.rows import STAMP, Row

TEXTS = ARRAY(sa.Text)
POINTS = ARRAY(sa.Double)


class CatalogueEntry(Row, table=True):
    """A published listing as search and filters need it; written in the transaction of the publication.

    `tags`: what filters choose by, such as `category:food`, as it holds until the day before `fades`. `price`: dong
    for a kilogram, litre or piece. `supply`: see there. `concepts`: ids of the lexicon, the head's first. `turn`: the
    how-many-eth listing of its co-op with that head concept it is. `standing`: what breaks ties, below one.
    `indexed_with`: the fingerprint of the lexicon that its terms came from.
    """

    __tablename__ = "catalogue_entry"
    __table_args__ = (
        sa.Index("catalogue_entry_terms_idx", "terms", postgresql_using="gin"),
        sa.Index("catalogue_entry_newest_idx", sa.text("published_at DESC"), sa.text("listing_id DESC")),
    )

    listing_id: UUID = Field(primary_key=True, foreign_key="listing.id")
    organisation_id: UUID = Field(index=True, foreign_key="organisation.id")
    published_at: datetime = Field(sa_type=STAMP)
    terms: str = Field(sa_type=TSVECTOR)
    tags: list[str] = Field(sa_type=TEXTS, sa_column_kwargs={"server_default": "{}"})
    price: float | None
    supply: list[float] = Field(sa_type=POINTS, sa_column_kwargs={"server_default": "{}"})
    concepts: list[str] = Field(sa_type=TEXTS, sa_column_kwargs={"server_default": "{}"})
    turn: int = Field(sa_type=sa.SmallInteger, sa_column_kwargs={"server_default": "1"})
    standing: float = Field(sa_column_kwargs={"server_default": "0"})
    fades: date | None = Field(index=True)
    indexed_with: str = Field(sa_type=sa.Text, sa_column_kwargs={"server_default": ""})


class CatalogueChange(Row, table=True):
    """The newest transaction that changed what the catalogue shows of a listing, or hid it.

    Copies of the catalogue in memory follow it: whatever is not older than the oldest transaction that was running when
    they looked last is looked at again, so a late commit is not missed.
    """

    __tablename__ = "catalogue_change"
    __table_args__ = (sa.Index("catalogue_change_place_idx", "transaction", "listing_id"),)

    listing_id: UUID = Field(primary_key=True)
    transaction: int = Field(sa_type=sa.BigInteger)
