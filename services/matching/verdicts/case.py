"""A case as it is told from outside: one demand, its listings, the day and the exchange rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

ListingId = str | int


class Measure(Struct, frozen=True):
    amount: Decimal
    unit: str


class Destination(Struct, frozen=True):
    country: str | None = None
    port: str | None = None


class TargetPrice(Struct, frozen=True):
    amount: Decimal
    currency: str
    per_unit: str


class Wanted(Struct, frozen=True):
    """The demand. `months` are calendar months such as 2027-03."""

    id: ListingId
    text: str | None = None
    concept_vi: str | None = None
    concept_en: str | None = None
    hs6: str | None = None
    quantity_per_month: Measure | None = None
    months: list[str] | None = None
    destination: Destination | None = None
    incoterm: str | None = None
    incoterm_place: str | None = None
    target_price: TargetPrice | None = None
    required_certificates: list[str] | None = None
    min_ocop_stars: int | None = None

    @property
    def country(self) -> str | None:
        return self.destination.country if self.destination else None


class ListingPrice(Struct, frozen=True):
    amount: Decimal
    currency: str
    per_unit: str
    incoterm: str | None = None
    min_quantity: Measure | None = None
    valid_to: date | None = None


class Held(Struct, frozen=True):
    """A certificate of the listing."""

    scheme: str
    stars: int | None = None
    issued: date | None = None
    expires: date | None = None


class Registration(Struct, frozen=True):
    scheme: str
    number: str | None = None
    valid_to: date | None = None


class Pack(Struct, frozen=True):
    carton_net_kg: Decimal | None = None


class Offered(Struct, frozen=True):
    """The listing. `stars` is what its page claims, which proves nothing."""

    id: ListingId
    names: Mapping[str, str] = {}
    concept_vi: str | None = None
    hs6: str | None = None
    province: str | None = None
    stars: int | None = None
    capacity: Mapping[str, Measure | None] | None = None
    promised: Mapping[str, Measure | None] | None = None
    moq: Measure | None = None
    incoterms: list[str] | None = None
    prices: list[ListingPrice] | None = None
    lead_time_days: int | None = None
    pack: Pack | None = None
    certificates: list[Held] | None = None
    certificates_none: list[str] | None = None
    registrations: list[Registration] | None = None
    registrations_none: list[str] | None = None


class Case(Struct, frozen=True):
    as_of: date
    demand: Wanted
    listings: list[Offered]
    case_id: ListingId | None = None
    rates_vnd: Mapping[str, Decimal] = field(default_factory=dict)
