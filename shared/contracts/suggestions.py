"""What fits a demand, and why."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.listings import ListingCard
from shared.contracts.matching import MatchStatus
from shared.contracts.message import Event, Query
from shared.contracts.requirements import Requirement
from shared.contracts.values import PageNumber


class Suggestion(Struct, frozen=True, kw_only=True):
    """`score` from 0 to 1."""

    listing_id: UUID
    score: float
    requirements: list[Requirement]
    listing: ListingCard
    match_request_id: UUID | None
    match_status: MatchStatus | None


class SuggestionPage(Struct, frozen=True, kw_only=True):
    items: list[Suggestion]
    total: int


# queries


class GetSuggestions(Query[SuggestionPage], frozen=True, kw_only=True):
    """Best first, for the demand's buyer and the Alliance."""

    subject = "matching.v1.qry.get_suggestions"
    demand_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


# events


class SuggestionsFound(Event, frozen=True, kw_only=True):
    """`id` is the demand. `listing_ids` are those that were not suggested before."""

    subject = "matching.v1.evt.suggestions_found"
    organisation_id: UUID
    what: str
    listing_ids: list[UUID]
    total: int
