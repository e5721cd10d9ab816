"""Matching is killed at every step of the way from an accepted quote, or a group that agrees, to its capacity.

The history still adds up: accepted, reserved and agreed are the same.
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.agreements import AgreementReached, AgreementRefused
from shared.contracts.capacity import GetCapacity
from shared.contracts.pools import AnswerPool, CancelPool, ConfirmPool, PoolAgreed, PoolEnded, PoolOffered
from shared.contracts.quotes import MakeQuote
from tests.service.matching.builders import speaker
from tests.service.matching.deals import Ledger, a_deal, terms
from tests.service.matching.groups import a_group, free_everywhere
from tests.service.matching.killing import STEPS, Assassin, When, killed_at_each_step
from tests.support.surroundings import Surroundings

pytestmark = pytest.mark.long

Lines = list[tuple[UUID, str, Decimal]]
"""Listing, month, quantity."""


async def an_accepted_quote(around: Surroundings, *amounts: int) -> MakeQuote:
    deal = await a_deal(around)
    quote = deal.quote(months=terms(*amounts).months)
    await around.ask(quote, speaker(deal.coop))
    await around.ask(deal.acceptance(quote), speaker(deal.buyer))
    return quote


async def agreed(around: Surroundings) -> Lines:
    rows = await around.rows(
        "SELECT listing_id, month, quantity FROM agreement JOIN agreement_line ON agreement_id = id"
        " WHERE status = 'agreed'"
    )
    return sorted((row.listing_id, row.month, row.quantity) for row in rows)


def reserved(ledger: Ledger) -> Lines:
    return sorted((one.listing_id, one.month, one.amount) for one in ledger.kept.values() if one.status == "confirmed")


@pytest.mark.parametrize("when", ["before", "after", "answered"])
@pytest.mark.parametrize(("amounts", "end"), [((1000, 2000), "agreed"), ((1000, 9000), "refused")])
async def test_an_agreement(idle: Surroundings, when: When, amounts: tuple[int, int], end: str) -> None:
    quote = await an_accepted_quote(idle, *amounts)
    assassin = Assassin(Ledger(capacity=Decimal(5000)), when)

    async def ended() -> bool:
        return await status_of(quote.quote_id, idle) in {"agreed", "refused"}

    async with assassin.listening(idle):
        await killed_at_each_step(idle, assassin, ended)
    assert len(assassin.killed) >= STEPS - 1
    assert await status_of(quote.quote_id, idle) == end
    assert {one.status for one in assassin.ledger.kept.values()} == {"confirmed" if end == "agreed" else "released"}
    accepted = [(one.month, one.amount) for one in quote.terms.months] if end == "agreed" else []
    assert [line[1:] for line in reserved(assassin.ledger)] == accepted
    assert await agreed(idle) == reserved(assassin.ledger)
    told = [*idle.told(AgreementReached, quote.quote_id), *idle.told(AgreementRefused, quote.quote_id)]
    assert [event.status for event in told] == [end]


@pytest.mark.parametrize("when", ["before", "after", "answered"])
@pytest.mark.parametrize("word", [ConfirmPool, CancelPool])
async def test_a_group(idle: Surroundings, when: When, word: type[ConfirmPool | CancelPool]) -> None:
    """Killed while it holds the capacity of both, and again while it does what the buyer's last word makes of it."""
    end = "agreed" if word is ConfirmPool else "failed"
    assassin = Assassin(Ledger(capacity=Decimal(600)), when)

    def has_come_to(status: str) -> Any:
        async def there() -> bool:
            return await status_of(pool_id, idle) == status

        return there

    async with idle.answering(GetCapacity, free_everywhere(600)), assassin.listening(idle):
        group = await a_group(idle, 2)
        pool_id = group.proposal.pool_id
        await idle.ask(group.proposal, speaker(group.buyer))
        await killed_at_each_step(idle, assassin, has_come_to("offered"))
        for coop in group.coops:
            await idle.ask(AnswerPool(pool_id=pool_id, organisation_id=coop.id, accepted=True), speaker(coop))
        await idle.ask(word(pool_id=pool_id), speaker(group.buyer))
        await killed_at_each_step(idle, assassin, has_come_to(end))
    assert len(assassin.killed) >= 2 * (STEPS - 1)
    assert {one.status for one in assassin.ledger.kept.values()} == {"confirmed" if end == "agreed" else "released"}
    assert sum(line[2] for line in reserved(assassin.ledger)) == (2000 if end == "agreed" else 0)
    assert await agreed(idle) == reserved(assassin.ledger)
    assert len(idle.told(PoolOffered, pool_id)) == 1
    assert len(idle.told(PoolAgreed if end == "agreed" else PoolEnded, pool_id)) == 1


async def status_of(key: UUID, around: Surroundings) -> str:
    both = "SELECT status FROM agreement WHERE id = :id UNION ALL SELECT status FROM pool WHERE id = :id"
    [row] = await around.rows(both, id=key)
    return str(row.status)
