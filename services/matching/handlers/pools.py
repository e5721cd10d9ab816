"""Pools: a buyer has a group sought, its partners answer, the buyer has the last word; the first refusal ends it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import select

from services.matching.models import Demand, Organisation
from services.matching.models.pool import Pool, PoolPartner
from services.matching.pooling.market import LARGEST
from services.matching.telling_pools import tell_pool
from shared.contracts.pools import AnswerPool, CancelPool, ConfirmPool, PoolAccepted, PoolProgressed, ProposePool
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.months import month_of

TIME_TO_AGREE = timedelta(days=3)
TIME_TO_CONFIRM = timedelta(days=2)
"""For the buyer, from the last partner's answer on; the capacity of all stays held."""
CHANNEL = "pool_moved"


async def propose_pool(command: ProposePool, tx: Transaction) -> ActPut:
    demand = await tx.found(Demand, command.demand_id, or_reject="demand_unknown")
    if not tx.actor.speaks_for(demand.organisation_id):
        raise Rejected("demand_unknown", id=demand.id)
    known = await tx.session.get(Pool, command.pool_id)
    months = sorted(set(command.months))
    if known is not None:
        if (known.demand_id, known.months, known.most_partners) != (demand.id, months, command.most_partners):
            raise Rejected("id_reused", id=known.id)
        return ActPut(id=known.id, outcome="repeated")
    demand.must_be_open()
    buyer = await tx.found(Organisation, demand.organisation_id, or_reject="organisation_unknown")
    buyer.must_buy()
    quantity = demand.body.quantity
    if quantity is None or quantity.amount % 1 or not 1 <= quantity.amount <= LARGEST:
        raise Rejected("pool_needs_whole_quantity", id=demand.id)
    if months[0] < month_of(tx.today):
        raise Invalid({"months": "in_the_past"})
    pool = Pool(
        id=command.pool_id,
        demand_id=demand.id,
        buyer_id=buyer.id,
        months=months,
        most_partners=command.most_partners,
        unit=quantity.unit,
        quantity=quantity.amount,
        proposed_at=tx.now,
        answer_by=tx.now + TIME_TO_AGREE,
    )
    tx.add(pool)
    await tx.session.flush()
    await wake_pools(tx)
    return ActPut(id=pool.id, outcome="created")


async def cancel_pool(command: CancelPool, tx: Transaction) -> ActPut:
    pool = await _own_pool(command, tx)
    if pool.status in {"releasing", "failed"}:
        return ActPut(id=pool.id, outcome="repeated")
    if pool.status in {"confirming", "agreed"}:
        raise Rejected("pool_not_open", status=pool.status)
    pool.move("releasing", "refused" if pool.status == "awaiting_buyer" else "cancelled")
    await wake_pools(tx)
    return ActPut(id=pool.id, outcome="created")


async def confirm_pool(command: ConfirmPool, tx: Transaction) -> ActPut:
    pool = await _own_pool(command, tx)
    if pool.status in {"confirming", "agreed"}:
        return ActPut(id=pool.id, outcome="repeated")
    pool.must_wait_for_an_answer("awaiting_buyer", at=tx.now)
    pool.move("confirming")
    await tell_pool(pool, PoolProgressed, tx)
    await wake_pools(tx)
    return ActPut(id=pool.id, outcome="created")


async def _own_pool(command: CancelPool | ConfirmPool, tx: Transaction) -> Pool:
    """Of the buyer, ours until the commit."""
    pool = await tx.locked(Pool, command.pool_id, or_reject="pool_unknown")
    if not tx.actor.speaks_for(pool.buyer_id):
        raise Rejected("pool_unknown", id=pool.id)
    return pool


async def answer_pool(command: AnswerPool, tx: Transaction) -> ActPut:
    """A co-op with two products in the group answers for both."""
    pool = await tx.locked(Pool, command.pool_id, or_reject="pool_unknown")
    partners = (await tx.session.exec(select(PoolPartner).where(PoolPartner.pool_id == pool.id))).all()
    own = [partner for partner in partners if partner.coop_id == command.organisation_id]
    if not own or not tx.actor.speaks_for(command.organisation_id):
        raise Rejected("pool_unknown", id=pool.id)
    answer = "agreed" if command.accepted else "declined"
    if own[0].answer == answer:
        return ActPut(id=pool.id, outcome="repeated")
    pool.must_wait_for_an_answer("offered", at=tx.now)
    if own[0].answer != "asked":
        raise Rejected("already_decided", status=own[0].answer)
    for partner in own:
        partner.answer, partner.answered_at = answer, tx.now
    if not command.accepted:
        pool.move("releasing", "declined")
    elif all(partner.answer == "agreed" for partner in partners):
        pool.ask_the_buyer(until=tx.now + TIME_TO_CONFIRM)
    else:
        pool.version += 1
    await tell_pool(pool, PoolAccepted if pool.status == "awaiting_buyer" else PoolProgressed, tx)
    await wake_pools(tx)
    return ActPut(id=pool.id, outcome="created")


async def wake_pools(tx: Transaction) -> None:
    """When this commits, the pool is taken up."""
    await tx.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))
