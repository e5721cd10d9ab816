"""Pooled supply: several co-ops fill one demand together, whole or not at all."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.quotes import MonthlyQuantity
from shared.contracts.values import ActPut, Amount, Currency, Incoterm, Language, Month, Named, Unit

PoolStatus = Literal["solving", "holding", "offered", "awaiting_buyer", "confirming", "agreed", "releasing", "failed"]
"""A group is sought; its capacity is held; each partner is asked; all agree, the buyer is asked; it is confirmed; or
given back.
"""
PoolEnd = Literal[
    "",
    "nobody_fits",
    "no_group",
    "one_is_enough",
    "capacity_gone",
    "declined",
    "lapsed",
    "cancelled",
    "refused",
    "unconfirmed",
]
"""Of the search or its capacity; while partners were asked; by the buyer's last word, or without it."""
PoolAnswer = Literal["asked", "agreed", "declined"]


class PoolShare(Struct, frozen=True, kw_only=True):
    """What one partner is to supply, at its own price and Incoterm."""

    listing_id: UUID
    coop: Named
    listing_names: dict[Language, str]
    answer: PoolAnswer
    price: Amount
    lots: list[MonthlyQuantity]
    incoterm: Incoterm | None = None
    place: str | None = None

    @property
    def value(self) -> Decimal:
        return self.price * sum((lot.amount for lot in self.lots), Decimal(0))


class Pool(Struct, frozen=True, kw_only=True):
    """`quantity` in every one of `months`. Who is asked answers before `answer_by`. `progress` is what the solver said
    last while it runs; `said` why there is no group. Partners whose goods cost the same share each month in proportion
    to what they have free; cheaper goods are taken first, and as few partners as possible.
    """

    id: UUID
    version: int
    demand_id: UUID
    buyer: Named
    what: str
    status: PoolStatus
    end: PoolEnd
    unit: Unit
    currency: Currency | None
    quantity: Amount
    months: list[Month]
    shares: list[PoolShare]
    proved: bool
    progress: str
    said: list[str]
    proposed_at: datetime
    answer_by: datetime


class PoolList(Struct, frozen=True, kw_only=True):
    items: list[Pool]


# commands


class ProposePool(Command[ActPut], frozen=True, kw_only=True):
    """By the demand's buyer: seek the smallest group that fills these months. Only one for a demand at a time."""

    subject = "matching.v1.cmd.propose_pool"
    pool_id: UUID
    demand_id: UUID
    months: Annotated[list[Month], Meta(min_length=1, max_length=12)]
    most_partners: Annotated[int, Meta(ge=2, le=10)] = 4


class CancelPool(Command[ActPut], frozen=True, kw_only=True):
    """By the buyer, as long as it has not confirmed. The solver stops, what is held is given back."""

    subject = "matching.v1.cmd.cancel_pool"
    pool_id: UUID


class AnswerPool(Command[ActPut], frozen=True, kw_only=True):
    """By a partner, once. The first refusal ends it for all."""

    subject = "matching.v1.cmd.answer_pool"
    pool_id: UUID
    organisation_id: UUID
    accepted: bool


class ConfirmPool(Command[ActPut], frozen=True, kw_only=True):
    """By the buyer, when every partner has agreed: the last word. `CancelPool` is the other."""

    subject = "matching.v1.cmd.confirm_pool"
    pool_id: UUID


# queries


class GetPool(Query[Pool], frozen=True, kw_only=True):
    """Its buyer, its partners and the Alliance."""

    subject = "matching.v1.qry.get_pool"
    pool_id: UUID


class FindPools(Query[PoolList], frozen=True, kw_only=True):
    """Of a demand, for its buyer and the Alliance; the newest first, at most 10."""

    subject = "matching.v1.qry.find_pools"
    demand_id: UUID


class FindPoolsToAnswer(Query[PoolList], frozen=True, kw_only=True):
    """Those that wait for this partner's word, or this buyer's; the one that ends first comes first, at most 10."""

    subject = "matching.v1.qry.find_pools_to_answer"
    organisation_id: UUID


# events


class PoolChanged(Event, frozen=True, kw_only=True):
    """The public state of a pool; its events differ in what happened. `awaited_ids`: whose word it waits for."""

    status: PoolStatus
    end: PoolEnd
    demand_id: UUID
    buyer_id: UUID
    buyer_name: str
    what: str
    coop_ids: list[UUID]
    answer_by: datetime
    awaited_ids: list[UUID] = []


class PoolProgressed(PoolChanged, frozen=True, kw_only=True):
    """The solver, or a partner, has said something."""

    subject = "matching.v1.evt.pool_progressed"


class PoolOffered(PoolChanged, frozen=True, kw_only=True):
    """Each partner is asked; the capacity of all is held."""

    subject = "matching.v1.evt.pool_offered"


class PoolAccepted(PoolChanged, frozen=True, kw_only=True):
    """Every partner has agreed; the buyer has the last word until `answer_by`."""

    subject = "matching.v1.evt.pool_accepted"


class PoolReminded(PoolChanged, frozen=True, kw_only=True):
    """A day before `answer_by`, of the version that waits. Emitted once."""

    subject = "matching.v1.evt.pool_reminded"


class PoolAgreed(PoolChanged, frozen=True, kw_only=True):
    """The buyer has confirmed: each partner has its agreement with the buyer."""

    subject = "matching.v1.evt.pool_agreed"


class PoolEnded(PoolChanged, frozen=True, kw_only=True):
    """Nothing came of it, and nothing is held."""

    subject = "matching.v1.evt.pool_ended"
