"""A buyer's text read into the fields of a demand, with the words that each was read from. Nothing is kept."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.values import Country, Incoterm, Language, Month, Place, Quantity, Scheme
from shared.contracts.wanted import Packaging, TargetPrice

ReadField = Literal[
    "what", "quantity", "months", "target_price", "packaging", "destination", "incoterm", "place", "certificates",
    "certificates_wished", "sample_first",
]  # fmt: skip


LONGEST_TEXT = 5000
"""Characters: what a person writes to say what they want, many times over."""


class FieldRead(Struct, frozen=True, kw_only=True):
    """`words` as they stand in the text. `unknown`: it is spoken of, but says nothing that the field can hold."""

    field: ReadField
    state: Literal["read", "unknown"]
    words: list[str] = []


class DemandReading(Struct, frozen=True, kw_only=True):
    """What the text says and nothing else: a field that it does not speak of is empty and not in `fields`.

    `what` is as the buyer wrote it, `concept` what it is called in the trade's languages; `others`: further products
    that the text asks for, each a demand of its own.
    """

    fields: list[FieldRead]
    what: str = ""
    concept: dict[Language, str] = {}
    others: list[str] = []
    quantity: Quantity | None = None
    months: list[Month] = []
    target_price: TargetPrice | None = None
    packaging: Packaging | None = None
    destination: Country | None = None
    incoterm: Incoterm | None = None
    place: Place = ""
    certificates: list[Scheme] = []
    certificates_wished: list[Scheme] = []
    sample_first: bool = False


class ReadDemand(Query[DemandReading], frozen=True, kw_only=True):
    """For whoever is signed in."""

    subject = "matching.v1.qry.read_demand"
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    lang: Language
