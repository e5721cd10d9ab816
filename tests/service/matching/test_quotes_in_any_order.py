"""Whoever quotes and accepts in whichever order: each accepted quote is one agreement, and one at most stands."""

from typing import Literal, NamedTuple
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.contracts.agreements import AgreementReached, AgreementRefused, QuoteAccepted
from shared.contracts.quotes import MakeQuote
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


async def done(act: Act, deal: Deal, made: list[MakeQuote], matching: Surroundings) -> UUID | None:
    """The quote that this act made an agreement of."""
    who = deal.coop if act.by_coop else deal.buyer
    if act.kind == "quote":
        quote = deal.quote(who, months=terms((100, 4000, 6000)[act.chosen]).months)
        if await matching.outcome(quote, speaker(who)) == "created":
            made.append(quote)
        return None
    if not made:
        return None
    quote = made[-1 - act.chosen % len(made)]
    outcome = await matching.outcome(deal.acceptance(quote, who), speaker(who))
    return quote.quote_id if outcome == "created" else None


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
    deal = await a_deal(matching)
    made: list[MakeQuote] = []
    accepted = []
    for act in acts:
        accepted += [key for key in [await done(act, deal, made, matching)] if key]
        await has_settled(matching, deal)
    await matching.settled()
    agreements = await matching.rows("SELECT id, status FROM agreement WHERE match_request_id = :id", id=deal.id)
    assert sorted(row.id for row in agreements) == sorted(accepted)
    standing = [row.id for row in agreements if row.status != "refused"]
    assert len(standing) <= 1
    for key in accepted:
        ends = [*matching.told(AgreementReached, key), *matching.told(AgreementRefused, key)]
        assert (len(matching.told(QuoteAccepted, key)), len(ends)) == (1, 1)
    assert capacity.statuses(deal.card.id).count("confirmed") == len(standing)
