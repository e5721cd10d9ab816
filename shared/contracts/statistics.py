"""How many co-ops there were, where, in what sector and in what state, on a day."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.registry import LegalForm, Organisation, OrganisationStatus, Province, Sector
from shared.contracts.values import PageNumber


class CoopCount(Struct, frozen=True, kw_only=True):
    """One cell. Legal forms are counted apart, because Alliances pool them in different ways."""

    sector: Sector | None
    province: Province | None
    legal_form: LegalForm
    status: OrganisationStatus
    count: int


class CoopCounts(Struct, frozen=True, kw_only=True):
    """At the end of `day`, in Vietnam. The cells add up to `total`."""

    day: date
    total: int
    cells: list[CoopCount]


class CountedCoops(Struct, frozen=True, kw_only=True):
    """Each with the state that it was in at the end of the day."""

    items: list[Organisation]
    total: int


class CountCoops(Query[CoopCounts], frozen=True, kw_only=True):
    """Officer, organizer, auditor, admin. By the history of each: who was registered later is not counted."""

    subject = "registry.v1.qry.count_coops"
    day: date


class FindCountedCoops(Query[CountedCoops], frozen=True, kw_only=True):
    """The co-ops behind a count, in Vietnamese dictionary order. `without_sector`, `without_province`: those
    that name none.
    """

    subject = "registry.v1.qry.find_counted_coops"
    day: date
    sector: Sector | None = None
    without_sector: bool = False
    province: Province | None = None
    without_province: bool = False
    legal_form: LegalForm | None = None
    status: OrganisationStatus | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
