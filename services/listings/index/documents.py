"""What the index in memory holds of a listing."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from tantivy import Document, SchemaBuilder

from services.listings.asking import WEIGHTS

STEP = 1 / (2 * max(WEIGHTS.values()))
"""How much of its rank the standing adds to a score: less than the distance to the next rank."""
HALF = 2**64
"""An id is two numbers."""


class Entry(NamedTuple):
    """`published`: microseconds since 1970."""

    listing_id: UUID
    terms: Sequence[str]
    tags: Sequence[str]
    concepts: Sequence[str]
    standing: float
    published: int
    price: float | None
    card: bytes


def _schema_builder() -> SchemaBuilder:
    builder = SchemaBuilder()
    for name, fast in (("id", False), ("terms", False), ("tags", True)):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)
    builder.add_integer_field("published", indexed=True, fast=True)
    for name in ("high", "low"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("standing", "weight", "price"):
        builder.add_float_field(name, indexed=name == "price", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_bytes_field("concepts", stored=True)
    return builder


SCHEMA = _schema_builder().build()


def document_of(entry: Entry) -> Document:
    facts = {
        "id": entry.listing_id.hex,
        "terms": list(entry.terms),
        "tags": list(entry.tags),
        "published": entry.published,
        "high": entry.listing_id.int // HALF,
        "low": entry.listing_id.int % HALF,
        "standing": entry.standing,
        "weight": 2 * 2 ** (entry.standing * STEP) - 2,
        "card": entry.card,
        "concepts": " ".join(entry.concepts).encode(),
    }
    return Document.from_dict(facts if entry.price is None else facts | {"price": entry.price}, SCHEMA)
