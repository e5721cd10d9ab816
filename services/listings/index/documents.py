"""What the index in memory holds of a listing: what it is found by. What is shown of it is kept beside the index, see
`memory`: reading it from there costs a tenth.

A search asks for each of its words in a name, in a name or the co-op's name, and anywhere. Each of these is a lexeme of
its own here, as the union of several long lists costs many times the reading of one.
"""

from collections.abc import Sequence
from math import floor
from typing import NamedTuple
from uuid import UUID

from tantivy import Document, SchemaBuilder

from services.listings.asking import WEIGHTS
from services.listings.index.wanted import AGE, DEAREST
from services.listings.questions import ANYWHERE, NAME, NAME_OR_SELLER, SELLER, Fields

STEP = 1 / (2 * max(WEIGHTS.values()))
"""How much of its rank the standing adds to a score: less than the distance to the next rank."""
HALF = 2**64
"""An id is two numbers."""
JOINT: dict[Fields, str] = {NAME: "", SELLER: "o:", NAME_OR_SELLER: "s:", ANYWHERE: "a:"}
"""How the lexeme begins that stands for a word in any of these fields."""


class Entry(NamedTuple):
    """`published`: microseconds since 1970. `thing`: the one concept that it is, if that is sure."""

    listing_id: UUID
    terms: Sequence[str]
    tags: Sequence[str]
    concepts: Sequence[str]
    standing: float
    published: int
    price: float | None
    supply: Sequence[float]
    card: bytes
    thing: str | None = None

    @property
    def cheapness(self) -> float:
        """The order by price; the same as the database's."""
        below = 0 if self.price is None else max(1, DEAREST - floor(self.price))
        return below + self.published / 1_000_000 * AGE

    @property
    def acclaim(self) -> float:
        """The order by stars; the same as the database's."""
        return next((int(tag[-1]) for tag in self.tags if tag.startswith("stars:")), 0) + self.standing


def _schema_builder() -> SchemaBuilder:
    builder = SchemaBuilder()
    for name, fast in (("id", False), ("terms", False), ("tags", True)):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)
    builder.add_integer_field("published", indexed=True, fast=True)
    for name in ("high", "low"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("standing", "weight", "price", "supply", "cheapness", "acclaim"):
        builder.add_float_field(name, indexed=name == "price", fast=True)
    return builder


SCHEMA = _schema_builder().build()


def document_of(entry: Entry) -> Document:
    facts = {
        "id": entry.listing_id.hex,
        "terms": list(_joint(entry.terms)),
        "tags": list(entry.tags),
        "published": entry.published,
        "high": entry.listing_id.int // HALF,
        "low": entry.listing_id.int % HALF,
        "standing": entry.standing,
        "weight": 2 * 2 ** (entry.standing * STEP) - 2,
        "supply": list(entry.supply),
        "cheapness": entry.cheapness,
        "acclaim": entry.acclaim,
    }
    return Document.from_dict(facts if entry.price is None else facts | {"price": entry.price}, SCHEMA)


def _joint(terms: Sequence[str]) -> set[str]:
    """Words of descriptions are asked for only together with all others."""
    found = set()
    for term in terms:
        field, mark, word = term.rpartition(":")
        if field != "d":
            found.add(term)
        if field in {"o", "d"} or not (mark or term[0] == "="):
            found.add(JOINT[ANYWHERE] + word)
            if field != "d":
                found.add(JOINT[NAME_OR_SELLER] + word)
    return found
