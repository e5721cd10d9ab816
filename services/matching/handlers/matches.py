"""Match requests: one side asks, the other answers once, or lets the time run out."""

from datetime import timedelta
from uuid import UUID

from services.matching.access import may_see_demand, sees_match
from services.matching.acquaintance import Offer
from services.matching.copies import keep_offer
from services.matching.fit import fit
from services.matching.models import Card, Demand, MatchRequest, Organisation
from services.matching.past import Pasts
from services.matching.telling import tell
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DecideMatch, RequestMatch
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.text import clean_lines

TIME_TO_ANSWER = timedelta(days=7)


async def request_match(command: RequestMatch, tx: Transaction, unknown: Offer | None = None) -> ActPut:
    """Ask the other side. The same request again changes nothing, whatever has happened to the listing since."""
    if unknown is not None:
        await keep_offer(unknown, tx)
    message = clean_lines(command.message)
    demand = await _visible_demand(command, tx)
    request = await tx.session.get(MatchRequest, command.match_request_id)
    if request is not None:
        if not request.says(command, message):
            raise Rejected("id_reused", id=request.id)
        return ActPut(id=request.id, outcome="repeated")

    buyer = await tx.found(Organisation, demand.organisation_id, or_reject="organisation_unknown")
    buyer.must_buy()
    demand.must_be_open()
    card = await _published(command.listing_id, tx)
    for listing_id in command.further:
        if (await _published(listing_id, tx)).organisation.id != card.organisation.id:
            raise Rejected("not_of_one_coop", id=listing_id)
    coop = await tx.found(Organisation, card.organisation.id, or_reject="listing_unknown")
    if command.asked_by == "coop":
        tx.actor.must_act_for(coop.id)
        coop.must_be_verified()
    pasts = await Pasts.of([coop.id, buyer.id], tx)
    found = fit(demand.body, card, tx.today, pasts[coop.id], pasts[buyer.id])
    request = MatchRequest(
        id=command.match_request_id,
        demand_id=demand.id,
        listing_id=card.id,
        buyer_id=buyer.id,
        coop_id=coop.id,
        message=message,
        further=command.further,
        requirements=found.requirements,
        requested_at=tx.now,
        asked_by=command.asked_by,
        answer_by=tx.now + TIME_TO_ANSWER,
    )
    tx.add(request)
    await tell(request, tx)
    return ActPut(id=request.id, outcome="created")


async def decide_match(command: DecideMatch, tx: Transaction) -> ActPut:
    """The side that was asked accepts or declines. The same answer again changes nothing."""
    request = await tx.locked(MatchRequest, command.match_request_id, or_reject="match_unknown")
    if not sees_match(request.buyer_id, request.coop_id, tx.actor):
        raise Rejected("match_unknown", id=request.id)
    tx.actor.must_act_for(request.asked_id)
    asked = await tx.found(Organisation, request.asked_id, or_reject="organisation_unknown")
    if request.asked_by == "buyer":
        asked.must_be_verified()
    else:
        asked.must_buy()
    if not request.decide(command, clean_lines(command.reason), at=tx.now):
        return ActPut(id=request.id, outcome="repeated")
    await tell(request, tx)
    return ActPut(id=request.id, outcome="created")


async def _visible_demand(command: RequestMatch, tx: Transaction) -> Demand:
    """Its buyer asks in its own name; the name in which a co-op asks is its listing's."""
    demand = await tx.found(Demand, command.demand_id, or_reject="demand_unknown")
    if not await may_see_demand(demand.id, demand.organisation_id, demand.body, tx):
        raise Rejected("demand_unknown", id=demand.id)
    if command.asked_by == "buyer":
        tx.actor.must_act_for(demand.organisation_id)
    return demand


async def _published(listing_id: UUID, tx: Transaction) -> ListingCard:
    card = await tx.found(Card, listing_id, or_reject="listing_unknown")
    if not card.published or card.card is None:
        raise Rejected("listing_unknown", id=listing_id)
    return card.card
