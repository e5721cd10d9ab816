"""What the public catalogue is asked and answers."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.contracts.listings import ListingCard
from shared.contracts.message import Query
from shared.contracts.readiness import Market
from shared.contracts.values import Amount, Category, Currency, HsChapter, Incoterm, Language, Scheme, Unit


class Facets(Struct, frozen=True, kw_only=True):
    """Counts for each filter, given the text and the other filters. Stars and certificates: those valid today.

    `hs`: chapters of the Harmonized System. `month`: calendar months in which something can be supplied.
    `market`: where every legal requirement that is known of is met. `province`: units of today, and those of before
    July 2025 that were merged. `month`: of those with the capacity that is asked for.
    """

    category: dict[str, int]
    stars: dict[str, int]
    province: dict[str, int]
    certificate: dict[str, int]
    hs: dict[str, int] = {}
    incoterm: dict[str, int] = {}
    month: dict[str, int] = {}
    market: dict[str, int] = {}


Answers = Literal["asked", "spelling", "related"]
Sort = Literal["relevance", "newest", "price", "stars"]


class CatalogueAnswer(Struct, frozen=True, kw_only=True):
    """`answers`: the items are what was asked for; or nothing was, and they are what `did_you_mean`, a known spelling
    close to the text, finds; or what is only related.
    """

    total: int
    total_is_lower_bound: bool
    next_cursor: str | None
    facets: Facets | None = None
    did_you_mean: str | None = None
    answers: Answers = "asked"


class CataloguePage(CatalogueAnswer, frozen=True, kw_only=True):
    items: list[ListingCard]


class FindListings(Query[CataloguePage], frozen=True, kw_only=True):
    """The public catalogue. Empty filters mean all; several values of one filter mean any of them.

    `price_from` and `price_to` bound what a kilogram, a litre or else one piece, box or set costs. Prices in other
    currencies are compared at the rates of `shared/rates.psv`.

    `province`: codes of today or, as `2004-24`, of before July 2025. `capacity_from`: at least so much in one of the
    months, or in any. `sort`: `price` has the lowest for a kilogram, litre or piece first and prices on request last;
    `stars` those valid now; without a text, what is relevant is the newest. A text that is not sorted by relevance
    finds what was asked for and leaves out what is only akin.
    """

    subject = "listings.v1.qry.find_listings"
    anonymous = True
    q: Annotated[str, Meta(max_length=200)] = ""
    lang: Language | None = None
    category: Annotated[list[Category], Meta(max_length=6)] = []
    stars: Annotated[list[Annotated[int, Meta(ge=1, le=5)]], Meta(max_length=5)] = []
    province: Annotated[list[str], Meta(max_length=97)] = []
    certificate: Annotated[list[Scheme], Meta(max_length=12)] = []
    hs: Annotated[list[HsChapter], Meta(max_length=97)] = []
    incoterm: Annotated[list[Incoterm], Meta(max_length=11)] = []
    month: Annotated[list[Annotated[int, Meta(ge=1, le=12)]], Meta(max_length=12)] = []
    market: Annotated[list[Market], Meta(max_length=4)] = []
    capacity_from: Amount | None = None
    capacity_unit: Unit = "KGM"
    price_from: Amount | None = None
    price_to: Amount | None = None
    currency: Currency = "VND"
    sort: Sort = "relevance"
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24
    cursor: Annotated[str, Meta(max_length=200)] | None = None
    with_facets: bool = False
