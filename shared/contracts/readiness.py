"""How ready a listing is for a market: each requirement met, missing or unknown, and what to do about it."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.values import Language, PageNumber, Scheme

Market = Literal["JP", "KR", "IL", "VN"]
"""Japan, Korea, Israel, and the chains at home."""
Verdict = Literal["met", "missing", "unknown"]
Fact = Literal[
    "residue_test", "growing_area", "packing_house", "name_ja", "name_ko", "name_he", "allergens", "on_arrival", "gtin",
    "ocop", "hs6", "category", "storage", "migration_test", "catch_certificate",
]  # fmt: skip
DECIDING: frozenset[Fact] = frozenset({"hs6", "category"})
"""Without which nobody can say whether a requirement concerns the goods at all."""
Proof = Literal["VJ", "AJ", "CPTPP", "RCEP", "VK", "AK", "VIFTA"]
"""Forms and origin declarations of the agreements in force with a market."""


class Finding(Struct, frozen=True, kw_only=True):
    """One requirement, held against a listing. `schemes`: one of these meets it; `facts`: of the listing, what is not
    stated or too old. `weeks`: how long it usually takes, at least and at most. `verified`: the source was read.
    """

    code: str
    kind: Literal["legal", "commercial"]
    verdict: Verdict
    schemes: list[Scheme]
    facts: list[Fact]
    weeks: tuple[int, int]
    source: str
    verified: bool

    @property
    def undecided(self) -> bool:
        """Whether it is open if this concerns the goods."""
        return not DECIDING.isdisjoint(self.facts)


class MarketReadiness(Struct, frozen=True, kw_only=True):
    """`ready`: every legal requirement that is known of is met."""

    market: Market
    ready: bool
    findings: list[Finding]
    proofs: list[Proof]


class Readiness(Struct, frozen=True, kw_only=True):
    """`likely_headings`: where the Harmonized System may have it, by its name, while its code is not stated."""

    markets: list[MarketReadiness]
    likely_headings: list[str] = []


class Mark(Struct, frozen=True, kw_only=True):
    """How many requirements of a market are how."""

    ready: bool
    met: int
    missing: int
    unknown: int


class Gap(Struct, frozen=True, kw_only=True):
    """A requirement that is not met, and the markets that ask it. `verdict`: the worst of theirs. `undecided`: what is
    to be stated before anybody can say whether it concerns the goods at all.
    """

    code: str
    kind: Literal["legal", "commercial"]
    verdict: Verdict
    weeks: tuple[int, int]
    markets: list[Market]
    undecided: list[Fact] = []


class Gaps(Struct, frozen=True, kw_only=True):
    listing_id: UUID
    names: dict[Language, str]
    marks: dict[Market, Mark]
    lacking: list[Gap] = []


class GapList(Struct, frozen=True, kw_only=True):
    items: list[Gaps]
    total: int


class GetReadiness(Query[Readiness], frozen=True, kw_only=True):
    """Of a listing that the asker may see."""

    subject = "listings.v1.qry.get_readiness"
    anonymous = True
    listing_id: UUID


class FindGaps(Query[GapList], frozen=True, kw_only=True):
    """All listings of a co-op, those with most missing first."""

    subject = "listings.v1.qry.find_gaps"
    organisation_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
