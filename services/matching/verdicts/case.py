"""A case as it is told from outside: one demand, its listings, the day and the exchange rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct, field

ListingId = str | int
Month = Annotated[str, Meta(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])$")]
Days = Annotated[int, Meta(ge=0, le=36_500)]
_DIGITS = 18
"""More digits than any trade has; beyond them exact fractions take all memory."""
_YEARS = range(1000, 3000)
"""Those that a `Month` may name; a lead time counted from such a day still is one."""


def _must_be_plain(*numbers: Decimal | None) -> None:
    for it in numbers:
        if it is not None and (not it.is_finite() or it < 0 or abs(it.adjusted()) > _DIGITS):
            raise ValueError(f"{it} is no amount")


class Measure(Struct, frozen=True):
    amount: Decimal
    unit: str

    def __post_init__(self) -> None:
        _must_be_plain(self.amount)


class Destination(Struct, frozen=True):
    country: str | None = None
    port: str | None = None


class TargetPrice(Struct, frozen=True):
    amount: Decimal
    currency: str
    per_unit: str

    def __post_init__(self) -> None:
        _must_be_plain(self.amount)


class Wanted(Struct, frozen=True):
    """The demand. `months` are calendar months such as 2027-03."""

    id: ListingId
    text: str | None = None
    concept_vi: str | None = None
    concept_en: str | None = None
    hs6: str | None = None
    quantity_per_month: Measure | None = None
    months: list[Month] | None = None
    destination: Destination | None = None
    incoterm: str | None = None
    incoterm_place: str | None = None
    target_price: TargetPrice | None = None
    required_certificates: list[str] | None = None
    min_ocop_stars: int | None = None
    papers_until: date | None = None
    """The day that papers are looked at where no last month says it."""

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

    def __post_init__(self) -> None:
        _must_be_plain(self.amount)


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

    def __post_init__(self) -> None:
        _must_be_plain(self.carton_net_kg)


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
    lead_time_days: Days | None = None
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

    def __post_init__(self) -> None:
        if self.as_of.year not in _YEARS:
            raise ValueError(f"{self.as_of} is no day of trade")
        _must_be_plain(*self.rates_vnd.values())
        if len({str(it.id) for it in self.listings}) < len(self.listings):
            raise ValueError("two listings have the same id")
