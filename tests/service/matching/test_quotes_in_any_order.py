"""Whoever quotes and accepts in whichever order: each accepted quote is one agreement, and one at most stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.contracts.agreements import AgreementReached, AgreementRefused, QuoteAccepted
from shared.contracts.quotes import MakeQuote
from shared.contracts.registry import Organisation
from tests.service.matching.builders import speaker
from tests.service.matching.deals import Deal, Ledger, a_deal, terms
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings


class Act(NamedTuple):
    """`chosen`: how large the quote is (the ledger has no room for the largest), or which one is accepted."""

    kind: Literal["quote", "accept"]
    by_coop: bool
    chosen: int


acts = st.lists(st.builds(Act, st.sampled_from(["quote", "accept"]), st.booleans(), st.integers(0, 2)), max_size=10)


@dataclass
class Talk:
    """What has been quoted, by whom, and accepted."""

    deal: Deal
    matching: Surroundings
    made: list[MakeQuote] = field(default_factory=list)
    accepted: list[UUID] = field(default_factory=list)

    async def quote(self, act: Act, who: Organisation) -> None:
        quote = self.deal.quote(who, months=terms((100, 4000, 6000)[act.chosen]).months)
        if await self.matching.outcome(quote, speaker(who)) == "created":
            self.made.append(quote)

    async def accept(self, act: Act, who: Organisation) -> None:
        """Only the other side's last quote can be, while nothing stands; once."""
        if not self.made:
            return
        quote = self.made[-1 - act.chosen % len(self.made)]
        fresh = quote == self.made[-1] and quote.quote_id not in self.accepted and quote.organisation_id != who.id
        free = not await self.standing()
        outcome = await self.matching.outcome(self.deal.acceptance(quote, who), speaker(who))
        assert (outcome == "created") == (fresh and free)
        self.accepted += [quote.quote_id] if outcome == "created" else []

    async def standing(self) -> list[UUID]:
        return [row.id for row in await self.agreements() if row.status != "refused"]

    async def agreements(self) -> Sequence[sa.Row[Any]]:
        return await self.matching.rows(
            "SELECT id, status FROM agreement WHERE match_request_id = :id", id=self.deal.id
        )


async def has_settled(matching: Surroundings, deal: Deal) -> None:
    async def none_reserving() -> bool:
        found = await matching.rows(
            "SELECT 1 FROM agreement WHERE match_request_id = :id AND status = 'reserving'", id=deal.id
        )
        return not found

    await eventually_async(none_reserving)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
async def test_an_accepted_quote_is_one_agreement(matching: Surroundings, capacity: Ledger, acts: list[Act]) -> None:
    talk = Talk(await a_deal(matching), matching)
    for act in acts:
        who = talk.deal.coop if act.by_coop else talk.deal.buyer
        await (talk.quote(act, who) if act.kind == "quote" else talk.accept(act, who))
        await has_settled(matching, talk.deal)
    await matching.settled()
    assert sorted(row.id for row in await talk.agreements()) == sorted(talk.accepted)
    standing = await talk.standing()
    assert len(standing) <= 1
    for key in talk.accepted:
        ends = [*matching.told(AgreementReached, key), *matching.told(AgreementRefused, key)]
        assert (len(matching.told(QuoteAccepted, key)), len(ends)) == (1, 1)
    assert capacity.statuses(talk.deal.card.id).count("confirmed") == len(standing)
