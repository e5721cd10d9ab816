"""Several co-ops fill one demand together: found by the solver, held, agreed on by all and the buyer, or by none."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from services.matching.pool_deadlines import deadlines_due
from shared.contracts.agreements import AgreementReached
from shared.contracts.capacity import GetCapacity
from shared.contracts.matching import MatchAccepted
from shared.contracts.pools import (
    AnswerPool,
    CancelPool,
    ConfirmPool,
    FindPools,
    FindPoolsToAnswer,
    GetPool,
    Pool,
    PoolAccepted,
    PoolAgreed,
    PoolEnded,
    PoolOffered,
    PoolReminded,
)
from shared.contracts.registry import Organisation
from shared.errors import Rejected
from shared.ids import uuid7
from tests.service.matching.builders import known, speaker
from tests.service.matching.deals import Ledger
from tests.service.matching.groups import Change, Group, a_group, dollars, free, itself
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings, account

Gathered = Callable[..., Coroutine[Any, Any, Group]]


@pytest.fixture
async def gathered(matching: Surroundings, capacity: Ledger) -> AsyncIterator[Gathered]:
    """A group is sought among co-ops that have so much free in each month."""
    del capacity
    amounts_of: dict[UUID, int] = {}

    async def gather(*amounts: int, last: Change = itself) -> Group:
        group = await a_group(matching, len(amounts), last)
        amounts_of.update({card.id: amount for card, amount in zip(group.cards, amounts, strict=True)})
        assert await matching.outcome(group.proposal, speaker(group.buyer)) == "created"
        return group

    async with matching.answering(GetCapacity, lambda query: free(amounts_of.get(query.listing_id, 0))):
        yield gather


async def pool_as(status: str, group: Group, matching: Surroundings) -> Pool:
    async def there() -> Sequence[Pool]:
        pool = await matching.ask(GetPool(pool_id=group.proposal.pool_id), speaker(group.buyer))
        return [pool] if pool.status == status else []

    [pool] = await eventually_async(there)
    return pool


def answer(group: Group, coop: Organisation, *, accepted: bool = True) -> AnswerPool:
    return AnswerPool(pool_id=group.proposal.pool_id, organisation_id=coop.id, accepted=accepted)


def partners(group: Group, pool: Pool) -> list[Organisation]:
    chosen = {share.coop.id for share in pool.shares}
    return [coop for coop in group.coops if coop.id in chosen]


async def asked_for_the_last_word(group: Group, matching: Surroundings) -> Pool:
    for coop in partners(group, await pool_as("offered", group, matching)):
        await matching.ask(answer(group, coop), speaker(coop))
    return await pool_as("awaiting_buyer", group, matching)


async def test_the_smallest_group_agrees_and_each_has_its_agreement(
    matching: Surroundings, gathered: Gathered, capacity: Ledger
) -> None:
    group = await gathered(600, 500, 200)
    pool = await pool_as("offered", group, matching)
    assert pool.proved
    assert [lot.amount for share in pool.shares for lot in share.lots] in (
        [Decimal(545)] * 2 + [Decimal(455)] * 2,
        [Decimal(455)] * 2 + [Decimal(545)] * 2,
    )
    for share in pool.shares:
        assert capacity.statuses(share.listing_id) == ["held", "held"]
    first, second = partners(group, pool)
    to_answer = FindPoolsToAnswer(organisation_id=first.id)
    assert (await matching.ask(to_answer, speaker(first))).items == [pool]
    assert (await matching.refusal(to_answer, speaker(second))).code == "forbidden"
    assert await matching.outcome(answer(group, first), speaker(first)) == "created"
    assert (await matching.ask(to_answer, speaker(first))).items == []
    assert await matching.outcome(answer(group, first), speaker(first)) == "repeated"
    assert await matching.outcome(answer(group, second), speaker(second)) == "created"
    asked = await pool_as("awaiting_buyer", group, matching)
    of_buyer = FindPoolsToAnswer(organisation_id=group.buyer.id)
    assert (await matching.ask(of_buyer, speaker(group.buyer))).items == [asked]
    for share in pool.shares:
        assert capacity.statuses(share.listing_id) == ["held", "held"]
    confirmation = ConfirmPool(pool_id=pool.id)
    assert await matching.outcome(confirmation, speaker(group.buyer)) == "created"
    assert await matching.outcome(confirmation, speaker(group.buyer)) == "repeated"
    agreed = await pool_as("agreed", group, matching)
    await matching.settled()
    reached = [event for event in matching.told(AgreementReached) if event.buyer_id == group.buyer.id]
    assert {event.coop_id for event in reached} == {first.id, second.id}
    assert sum(line.quantity for event in reached for line in event.lines) == 2000
    assert len([event for event in matching.told(MatchAccepted) if event.buyer_id == group.buyer.id]) == 2
    assert [len(matching.told(kind, agreed.id)) for kind in (PoolOffered, PoolAccepted, PoolAgreed)] == [1, 1, 1]
    for share in agreed.shares:
        assert capacity.statuses(share.listing_id) == ["confirmed", "confirmed"]


@pytest.mark.parametrize("end", ["declined", "lapsed", "cancelled"])
async def test_one_who_does_not_agree_ends_it_for_all(
    matching: Surroundings, gathered: Gathered, capacity: Ledger, end: str
) -> None:
    group = await gathered(600, 500)
    pool = await pool_as("offered", group, matching)
    first, second = partners(group, pool)
    await matching.ask(answer(group, first), speaker(first))
    if end == "declined":
        await matching.ask(answer(group, second, accepted=False), speaker(second))
    elif end == "cancelled":
        await matching.ask(CancelPool(pool_id=pool.id), speaker(group.buyer))
    else:
        await deadlines_due(matching.running.engine, pool.answer_by - timedelta(microseconds=1))
        assert (await pool_as("offered", group, matching)).answer_by == pool.answer_by
        await deadlines_due(matching.running.engine, pool.answer_by)
    failed = await pool_as("failed", group, matching)
    assert failed.end == end
    for share in failed.shares:
        assert capacity.statuses(share.listing_id) == ["released", "released"]
    await matching.settled()
    assert [event.end for event in matching.told(PoolEnded, pool.id)] == [end]
    late = answer(group, second)
    assert (await matching.refusal(late, speaker(second))).code in {"pool_not_open", "already_decided"}
    again = replace(group.proposal, pool_id=uuid7())
    assert await matching.outcome(again, speaker(group.buyer)) == "created"


@pytest.mark.parametrize("end", ["refused", "unconfirmed"])
async def test_without_the_buyers_word_nothing_comes_of_it(
    matching: Surroundings, gathered: Gathered, capacity: Ledger, end: str
) -> None:
    group = await gathered(600, 500)
    asked = await asked_for_the_last_word(group, matching)
    if end == "refused":
        await matching.ask(CancelPool(pool_id=asked.id), speaker(group.buyer))
    else:
        await deadlines_due(matching.running.engine, asked.answer_by - timedelta(microseconds=1))
        assert (await pool_as("awaiting_buyer", group, matching)).version == asked.version
        await deadlines_due(matching.running.engine, asked.answer_by)
    failed = await pool_as("failed", group, matching)
    assert failed.end == end
    for share in failed.shares:
        assert capacity.statuses(share.listing_id) == ["released", "released"]
    refusal = await matching.refusal(ConfirmPool(pool_id=asked.id), speaker(group.buyer))
    assert (refusal.code, refusal.details["status"]) == ("pool_not_open", "failed")


async def test_whose_word_is_missing_is_reminded_once_a_day_before(
    matching: Surroundings, gathered: Gathered, capacity: Ledger
) -> None:
    del capacity
    group = await gathered(600, 500)
    pool = await pool_as("offered", group, matching)
    first, second = partners(group, pool)
    await matching.ask(answer(group, first), speaker(first))
    engine, day = matching.running.engine, timedelta(days=1)
    for early in (day + timedelta(microseconds=1), day, day / 2):
        await deadlines_due(engine, pool.answer_by - early)
    await matching.ask(answer(group, second), speaker(second))
    asked = await pool_as("awaiting_buyer", group, matching)
    for early in (day + timedelta(microseconds=1), day, day / 2):
        await deadlines_due(engine, asked.answer_by - early)
    await matching.settled()
    assert [(event.answer_by, event.awaited_ids) for event in matching.told(PoolReminded, pool.id)] == [
        (pool.answer_by, [second.id]),
        (asked.answer_by, [group.buyer.id]),
    ]


async def test_of_a_yes_and_a_no_at_once_one_holds(
    matching: Surroundings, gathered: Gathered, capacity: Ledger
) -> None:
    group = await gathered(600, 500)
    asked = await asked_for_the_last_word(group, matching)
    words: list[ConfirmPool | CancelPool] = [ConfirmPool(pool_id=asked.id), CancelPool(pool_id=asked.id)] * 10

    async def say(word: ConfirmPool | CancelPool) -> tuple[type, str]:
        try:
            return type(word), (await matching.ask(word, speaker(group.buyer))).outcome
        except Rejected as refusal:
            return type(word), refusal.code

    told = Counter(await asyncio.gather(*map(say, words)))
    [winner] = [kind for kind, outcome in told if outcome == "created"]
    loser = CancelPool if winner is ConfirmPool else ConfirmPool
    assert told == {(winner, "created"): 1, (winner, "repeated"): 9, (loser, "pool_not_open"): 10}
    ended = await pool_as("agreed" if winner is ConfirmPool else "failed", group, matching)
    for share in ended.shares:
        assert set(capacity.statuses(share.listing_id)) == {"confirmed" if winner is ConfirmPool else "released"}


@pytest.mark.parametrize(("amounts", "end"), [((1000, 1000), "one_is_enough"), ((300, 200), "no_group")])
async def test_when_no_group_is_needed_or_there_is_none(
    matching: Surroundings, gathered: Gathered, amounts: tuple[int, int], end: str
) -> None:
    group = await gathered(*amounts)
    failed = await pool_as("failed", group, matching)
    assert (failed.end, failed.shares) == (end, [])
    assert bool(failed.said) == (end == "no_group")


@pytest.mark.parametrize(
    "last",
    [
        lambda card: replace(card, names={"vi": card.names["vi"].split()[0]}),
        lambda card: replace(card, price=dollars("9")),
    ],
    ids=["perhaps another product", "above the target"],
)
async def test_who_does_not_offer_what_is_asked_takes_no_part(
    matching: Surroundings, gathered: Gathered, last: Change
) -> None:
    failed = await pool_as("failed", await gathered(600, 500, last=last), matching)
    assert (failed.end, failed.shares) == ("no_group", [])
    alone = await pool_as("failed", await gathered(1000, last=last), matching)
    assert (alone.end, alone.said) == ("nobody_fits", [])


async def test_who_may_not(matching: Surroundings, gathered: Gathered) -> None:
    group = await gathered(600, 500)
    pool = await pool_as("offered", group, matching)
    stranger, other = speaker(await known(matching, "buyer")), await known(matching, "coop")
    assert (await matching.refusal(replace(group.proposal, pool_id=uuid7()), stranger)).code == "demand_unknown"
    for word in (CancelPool(pool_id=pool.id), ConfirmPool(pool_id=pool.id)):
        assert (await matching.refusal(word, stranger)).code == "pool_unknown"
    early = await matching.refusal(ConfirmPool(pool_id=pool.id), speaker(group.buyer))
    assert (early.code, early.details["status"]) == ("pool_not_open", "offered")
    assert (await matching.refusal(answer(group, other), speaker(other))).code == "pool_unknown"
    assert (await matching.refusal(answer(group, group.coops[0]), speaker(other))).code == "pool_unknown"
    for query in (GetPool(pool_id=pool.id), FindPools(demand_id=pool.demand_id)):
        assert (await matching.refusal(query, stranger)).code in {"pool_unknown", "demand_unknown"}
    assert (await matching.ask(GetPool(pool_id=pool.id), account("officer"))).id == pool.id
    assert (await matching.ask(FindPools(demand_id=pool.demand_id), speaker(group.buyer))).items == [pool]
    assert datetime.now(UTC) < pool.answer_by
