"""Around the catalogue's search, answered by `listings`: words as they are typed, searches that are kept, and what was
searched for in vain.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.catalogue import FindListings
from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import ActPut, Language, Named

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


class SavedSearch(Struct, frozen=True, kw_only=True):
    """`found`: how many new listings its account has been told of."""

    id: UUID
    search: FindListings
    found: int
    saved_at: datetime


class SavedSearches(Struct, frozen=True, kw_only=True):
    items: list[SavedSearch]


class SaveSearch(Command[ActPut], frozen=True, kw_only=True):
    """From now on the account hears of each newly published listing that fits, once. Cursor and size mean nothing."""

    subject = "listings.v1.cmd.save_search"
    search_id: UUID
    search: FindListings


class DropSearch(Command[Done], frozen=True, kw_only=True):
    subject = "listings.v1.cmd.drop_search"
    search_id: UUID


class FindSavedSearches(Query[SavedSearches], frozen=True, kw_only=True):
    """The asking account's own, the newest first."""

    subject = "listings.v1.qry.find_saved_searches"


class SavedSearchFitted(Event, frozen=True, kw_only=True):
    """A listing that was published fits. `id`: the search; `version` counts up with each listing."""

    subject = "listings.v1.evt.saved_search_fitted"
    account_id: UUID
    q: str
    listing_id: UUID
    names: dict[Language, str]


class EmptySearch(Struct, frozen=True, kw_only=True):
    """`query` is folded. `language` empty: not told. `concept`: what the lexicon takes it for, so that only the listing
    is missing; None: it lacks a word.
    """

    query: str
    language: str
    searches: int
    last_day: date
    concept: str | None = None


class EmptySearches(Struct, frozen=True, kw_only=True):
    items: list[EmptySearch]


class FindEmptySearches(Query[EmptySearches], frozen=True, kw_only=True):
    """For the lexicon's keepers: what nothing was found for, the most frequent first."""

    subject = "listings.v1.qry.find_empty_searches"
    days: Annotated[int, Meta(ge=1, le=365)] = 90
