"""Pooled supply over the API."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from msgspec import Meta

from shared.contracts.pools import AnswerPool, CancelPool, ConfirmPool, GetPool, Pool, ProposePool
from shared.contracts.values import ActPut, Month
from web.api.answers import act_answer, answer
from web.api.operations import ending, reading, stating_act
from web.visitor import Visitor


class PoolPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    demand_id: UUID
    months: Annotated[list[Month], Meta(min_length=1, max_length=12)]
    most_partners: Annotated[int, Meta(ge=2, le=10)] = 4


class PoolAnswerPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    accepted: bool


@reading("/pools/{pool_id:uuid}")
async def show(visitor: Visitor, pool_id: UUID) -> Response[Pool]:
    """How far it is, who supplies what, who has agreed."""
    return answer(await visitor.ask(GetPool(pool_id=pool_id)))


@stating_act("/pools/{pool_id:uuid}")
async def propose(visitor: Visitor, pool_id: UUID, data: PoolPut) -> Response[ActPut]:
    """Seek the smallest group of co-ops that fills these months of a demand."""
    command = ProposePool(
        pool_id=pool_id, demand_id=data.demand_id, months=data.months, most_partners=data.most_partners
    )
    return act_answer(await visitor.ask(command))


@stating_act("/pools/{pool_id:uuid}/answer")
async def answer_pool(visitor: Visitor, pool_id: UUID, data: PoolAnswerPut) -> Response[ActPut]:
    """As one of the partners."""
    command = AnswerPool(pool_id=pool_id, organisation_id=visitor.organisation_id, accepted=data.accepted)
    return act_answer(await visitor.ask(command))


@stating_act("/pools/{pool_id:uuid}/confirmation")
async def confirm(visitor: Visitor, pool_id: UUID) -> Response[ActPut]:
    """The buyer's last word, when every partner has agreed; it may also be cancelled then."""
    return act_answer(await visitor.ask(ConfirmPool(pool_id=pool_id)))


@ending("/pools/{pool_id:uuid}")
async def cancel(visitor: Visitor, pool_id: UUID) -> None:
    """The solver stops; what is held is given back."""
    await visitor.ask(CancelPool(pool_id=pool_id))


HANDLERS = (show, propose, answer_pool, confirm, cancel)
