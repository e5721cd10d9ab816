"""What would make a co-op's products match: open demands that they nearly fit, and the facts that are missing."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.requirements import Requirement
from shared.contracts.values import Country, Language, Line


class NearMatch(Struct, frozen=True, kw_only=True):
    """`missing`: one or two requirements, none of them met; all others are."""

    demand_id: UUID
    what: Line
    lang: Language
    buyer_name: str
    destination: Country
    listing_id: UUID
    listing_names: dict[Language, str]
    missing: list[Requirement]


class NearMatches(Struct, frozen=True, kw_only=True):
    items: list[NearMatch]


class FindNearMatches(Query[NearMatches], frozen=True, kw_only=True):
    """For a verified co-op, of these products of its own; what misses least comes first."""

    subject = "matching.v1.qry.find_near_matches"
    organisation_id: UUID
    listing_ids: Annotated[list[UUID], Meta(max_length=100)]
