"""Searches that are kept, and what was searched for in vain."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TSQUERY
from sqlmodel import Field

from services.listings.models.catalogue import POINTS, TEXTS
from services.listings.models.rows import STAMP, Row


class SavedSearch(Row, table=True):
    """`search` is a `FindListings` as JSON; the rest is what it asks of an entry of the catalogue.

    `tags`: of each of so many `facets` one is wanted. `supply_from`, `supply_to`: spans, see `supply`. `found`:
    listings that its account was told of. `indexed_with`: the fingerprint of the lexicon that `matches` came from.
    """

    __tablename__ = "saved_search"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(index=True)
    search: dict[str, Any] = Field(sa_type=JSONB)
    matches: str | None = Field(default=None, sa_type=TSQUERY)
    tags: list[str] = Field(default_factory=list, sa_type=TEXTS)
    facets: int = 0
    price_from: float | None = None
    price_to: float | None = None
    supply_from: list[float] = Field(default_factory=list, sa_type=POINTS, sa_column_kwargs={"server_default": "{}"})
    supply_to: list[float] = Field(default_factory=list, sa_type=POINTS, sa_column_kwargs={"server_default": "{}"})
    found: int = 0
    saved_at: datetime = Field(sa_type=STAMP)
    indexed_with: str = Field(default="", sa_type=sa.Text)


class SavedSearchHit(Row, table=True):
    """Of this listing the account has been told."""

    __tablename__ = "saved_search_hit"
    __table_args__ = (sa.ForeignKeyConstraint(["search_id"], ["saved_search.id"], ondelete="CASCADE"),)

    search_id: UUID = Field(primary_key=True)
    listing_id: UUID = Field(primary_key=True)


class EmptySearch(Row, table=True):
    """How often something folded was searched for on a day and not found. Of whom is not known here."""

    __tablename__ = "empty_search"

    day: date = Field(primary_key=True)
    language: str = Field(primary_key=True, sa_type=sa.Text)
    query: str = Field(primary_key=True, sa_type=sa.Text)
    searches: int
