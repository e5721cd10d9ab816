"""A buyer's demand and a co-op's listing that fits it, before either has asked the other."""

from typing import NamedTuple

from shared.contracts.listings import ListingCard
from shared.contracts.matching import DecideMatch, PutDemand, RequestMatch
from shared.contracts.registry import Organisation
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.support.surroundings import Surroundings


class Pair(NamedTuple):
    buyer: Organisation
    coop: Organisation
    demand: PutDemand
    card: ListingCard

    def request(self) -> RequestMatch:
        return RequestMatch(
            match_request_id=uuid7(), demand_id=self.demand.demand_id, listing_id=self.card.id, message="Samples?"
        )


async def introduced(
    matching: Surroundings, buyer: Organisation | None = None, coop: Organisation | None = None
) -> Pair:
    """Strangers, unless they are named."""
    buyer, coop = buyer or await known(matching, "buyer"), coop or await known(matching, "coop")
    product = a_product()
    demand, card = a_demand(product, buyer.id), a_card(product, coop)
    await matching.ask(demand, speaker(buyer))
    await matching.tell(published(card))
    await matching.settled()
    return Pair(buyer, coop, demand, card)


def decision(request: RequestMatch, *, accepted: bool = True, reason: str = "") -> DecideMatch:
    return DecideMatch(match_request_id=request.match_request_id, accepted=accepted, reason=reason)
