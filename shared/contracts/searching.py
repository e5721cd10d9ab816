"""Around the catalogue's search, answered by `listings`: words as they are typed."""

from typing import Annotated

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.values import Language, Named

Typed = Annotated[str, Meta(max_length=200)]


class TermFound(Struct, frozen=True, kw_only=True):
    """A term of the lexicon that begins so. `means`: the thing's Vietnamese name, when the term is another."""

    text: str
    means: str | None
    listings: int


class Completions(Struct, frozen=True, kw_only=True):
    """A few of each: terms to search with, products to go to, co-ops to search by name."""

    concepts: list[TermFound]
    products: list[Named]
    sellers: list[Named]


class CompleteWords(Query[Completions], frozen=True, kw_only=True):
    """What somebody may be about to type."""

    subject = "listings.v1.qry.complete_words"
    anonymous = True
    q: Typed = ""
    lang: Language | None = None
