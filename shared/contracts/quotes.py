"""What the two sides of an accepted match say to each other: messages, quotes and counter-quotes."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import (
    ActPut,
    Amount,
    Currency,
    Incoterm,
    Language,
    Line,
    Month,
    Named,
    Quantity,
    Side,
    Unit,
)

QuoteStatus = Literal["open", "replaced", "accepted", "refused"]
"""`replaced` by a later one of either side; `refused`: it was accepted, but the capacity was no longer there."""
Message = Annotated[str, Meta(min_length=1, max_length=2000)]
Terms = Annotated[str, Meta(max_length=500)]


class MonthlyQuantity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    month: Month
    amount: Amount


class PriceTier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one unit costs in a month that takes `from_quantity` or more."""

    from_quantity: Amount
    price: Amount


class QuoteTerms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`unit` is that of every quantity and price. It can be accepted before `valid_until`, not at that instant.

    `below_moq`: it asks, or allows, for less in a month than the listing's smallest order: an exception on purpose.
    """

    unit: Unit
    currency: Currency
    incoterm: Incoterm
    place: Line
    tiers: Annotated[list[PriceTier], Meta(min_length=1, max_length=10)]
    months: Annotated[list[MonthlyQuantity], Meta(min_length=1, max_length=36)]
    valid_until: datetime
    below_moq: bool = False
    payment: Terms = ""
    note: Annotated[str, Meta(max_length=2000)] = ""


class QuoteLine(Struct, frozen=True, kw_only=True):
    """A month at its tier's price; `value` is rounded to the currency's smallest coin."""

    month: Month
    quantity: Amount
    price: Amount
    value: Amount


class Quote(Struct, frozen=True, kw_only=True):
    """`number` counts the quotes of both sides in a match. `moq` is the listing's when it was made."""

    id: UUID
    number: int
    side: Side
    status: QuoteStatus
    terms: QuoteTerms
    lines: list[QuoteLine]
    total: Amount
    moq: Quantity | None
    made_at: datetime
    accepted_at: datetime | None


class Said(Struct, frozen=True, kw_only=True):
    """One message."""

    id: UUID
    side: Side
    text: str
    at: datetime


class Thread(Struct, frozen=True, kw_only=True):
    """Oldest first. `agreement_id` is that of the agreement which stands, or is being made."""

    match_request_id: UUID
    buyer: Named
    coop: Named
    messages: list[Said]
    quotes: list[Quote]
    agreement_id: UUID | None


class OpenQuote(Struct, frozen=True, kw_only=True):
    """One that waits for an answer, and from whom it comes."""

    id: UUID
    match_request_id: UUID
    number: int
    other: Named
    listing_names: dict[Language, str]
    total: Amount
    currency: Currency
    valid_until: datetime


class OpenQuotes(Struct, frozen=True, kw_only=True):
    items: list[OpenQuote]


# commands


class PostMessage(Command[ActPut], frozen=True, kw_only=True):
    """By one of the two organisations of an accepted match."""

    subject = "matching.v1.cmd.post_message"
    message_id: UUID
    match_request_id: UUID
    organisation_id: UUID
    text: Message


class MakeQuote(Command[ActPut], frozen=True, kw_only=True):
    """The next quote of either side. `answers`: the newest that the caller has seen; a later one is in the way."""

    subject = "matching.v1.cmd.make_quote"
    quote_id: UUID
    match_request_id: UUID
    organisation_id: UUID
    terms: QuoteTerms
    answers: UUID | None = None


class AcceptQuote(Command[ActPut], frozen=True, kw_only=True):
    """The other side takes the newest quote as it is. The agreement that it becomes has the quote's id."""

    subject = "matching.v1.cmd.accept_quote"
    quote_id: UUID
    match_request_id: UUID
    organisation_id: UUID


# queries


class GetThread(Query[Thread], frozen=True, kw_only=True):
    """The two sides and the Alliance; unknown to everybody else. The newest 200 messages."""

    subject = "matching.v1.qry.get_thread"
    match_request_id: UUID


class FindOpenQuotes(Query[OpenQuotes], frozen=True, kw_only=True):
    """The other side's valid quotes that wait for this organisation, the one that ends first first; at most 50."""

    subject = "matching.v1.qry.find_open_quotes"
    organisation_id: UUID


# events


class ThreadGrew(Event, frozen=True, kw_only=True):
    """Something new between the two sides, said by `side`."""

    match_request_id: UUID
    side: Side
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    listing_names: dict[Language, str]


class MessagePosted(ThreadGrew, frozen=True, kw_only=True):
    """`id` is the message; what it says is for the two sides alone."""

    subject = "matching.v1.evt.message_posted"


class QuoteMade(ThreadGrew, frozen=True, kw_only=True):
    subject = "matching.v1.evt.quote_made"
    number: int
    total: Amount
    currency: Currency
    valid_until: datetime
