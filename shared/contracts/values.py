"""Values that several services' messages carry. Amounts are decimals, written as strings on the wire."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Language = Literal["vi", "en", "ja", "ko", "he"]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Paragraphs = Annotated[str, Meta(max_length=5000)]
Place = Annotated[str, Meta(max_length=200)]
OcopNumber = Annotated[str, Meta(min_length=1, max_length=100)]
PaperNumber = Annotated[str, Meta(max_length=100)]
Stars = Annotated[int, Meta(ge=3, le=5)]
PageNumber = Annotated[int, Meta(ge=1, le=1_000_000)]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
"""ISO 4217."""
Side = Literal["buyer", "coop"]
"""Of a match, a quote, an agreement."""
Amount = Decimal
"""Not negative; the owner of a message refuses others (msgspec bounds only floats)."""
Unit = Literal["KGM", "TNE", "DTN", "GRM", "LTR", "MLT", "H87", "XBX", "XBO", "XPK", "XBG", "XCT", "SET", "PR"]
"""UN/ECE Recommendation 20/21. `DTN` is the decitonne: 1 tạ = 100 kg. Yến (10 kg) is written in kilograms."""
Incoterm = Literal["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"]
"""Incoterms 2020."""
HsChapter = Annotated[str, Meta(pattern="^[0-9]{2}$")]
"""Of the Harmonized System."""
Category = Literal["food", "drink", "medicinal", "handicraft", "ornamental", "tourism"]
"""The six OCOP groups of Decision 148/QĐ-TTg (2023)."""
Scheme = Literal[
    "VIETGAP",
    "GLOBALGAP",
    "HACCP",
    "ISO22000",
    "ORGANIC",
    "JAS",
    "HALAL",
    "KOSHER",
    "FSSC22000",
    "BRCGS",
    "MFDS",
    "FSC",
]
"""Certificates that buyers ask for by name; OCOP stands apart."""


class Quantity(Struct, frozen=True, kw_only=True):
    amount: Amount
    unit: Unit


class Price(Struct, frozen=True, kw_only=True):
    """What one `unit` costs, delivered as the Incoterm says at `place`."""

    amount: Amount
    currency: Currency
    unit: Unit
    incoterm: Incoterm | None = None
    place: Place | None = None


class Capacity(Struct, frozen=True, kw_only=True):
    """What can be supplied in each calendar month, January first."""

    unit: Unit
    by_month: Annotated[list[Amount], Meta(min_length=12, max_length=12)]


Month = Annotated[str, Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
"""A month of the calendar in Vietnam, as 2026-11."""


class Season(Struct, frozen=True, kw_only=True):
    """`harvest`: months of the year, 1 to 12. `months`: what a certain month can supply when it is not as every year,
    in the unit of the capacity.
    """

    harvest: Annotated[list[Annotated[int, Meta(ge=1, le=12)]], Meta(max_length=12)] = []
    months: Annotated[dict[Month, Amount], Meta(max_length=36)] = {}


OcopRules = Literal["1048/2019", "148/2023", "1489/2025"]
"""Decisions of the Prime Minister; what each says stands in `shared/ocop_rules.json`."""
Level = Literal["district", "province", "central"]


class Ocop(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A certificate for 3, 4 or 5 stars, valid for 36 months from its issue.

    `rules`: those that it was given by, else those in force at its issue; `group` is the code of one of their groups;
    `score`: the council's average of 100 points; `certified_by`: the level whose authority signed it.
    """

    stars: Stars
    certificate: OcopNumber
    issued: date
    rules: OcopRules | None = None
    group: Annotated[str, Meta(max_length=40)] = ""
    score: Decimal | None = None
    certified_by: Level | None = None


Scope = Literal["product", "site", "lot"]


class Certificate(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`edition` of the scheme; `scope` says what it is for, `covers` which: the name or code of the site or lot."""

    scheme: Scheme
    number: PaperNumber = ""
    issued: date | None = None
    expires: date | None = None
    edition: Annotated[str, Meta(max_length=50)] = ""
    scope: Scope | None = None
    covers: Annotated[str, Meta(max_length=200)] = ""
    issuer: Annotated[str, Meta(max_length=200)] = ""

    def holds_on(self, day: date) -> bool:
        """A date that nobody stated is nobody's reason to doubt."""
        return (self.issued or day) <= day <= (self.expires or day)


class Named(Struct, frozen=True, kw_only=True):
    """A reference that can be shown."""

    id: UUID
    name: str


class RecordPut(Struct, frozen=True, kw_only=True):
    """The reply to a PUT of a record: its version now, and whether this PUT made it."""

    id: UUID
    version: int
    outcome: Literal["created", "revised", "unchanged"]


class ActPut(Struct, frozen=True, kw_only=True):
    """The reply to a PUT of an act: done now, or done before by the same request."""

    id: UUID
    outcome: Literal["created", "repeated"]
