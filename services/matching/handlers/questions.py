"""Facts that a buyer asks for. Nothing is kept: the co-op answers in its listing, and the suggestion is judged anew.

A question's id follows from what it asks, so who listens tells it once, however often it is sent.
"""

from uuid import uuid5

from services.matching.models import Card, Demand, Organisation, Suggestion
from shared.contracts.questions import AskFact, FactAsked, FactQuestion
from shared.errors import Rejected
from shared.messaging import Transaction


async def ask_fact(command: AskFact, tx: Transaction) -> FactQuestion:
    demand = await tx.found(Demand, command.demand_id, or_reject="demand_unknown")
    if not tx.actor.speaks_for(demand.organisation_id):
        raise Rejected("demand_unknown", id=demand.id)
    demand.must_be_open()
    suggestion = await tx.session.get(Suggestion, (demand.id, command.listing_id))
    if suggestion is None or not suggestion.current:
        raise Rejected("listing_unknown", id=command.listing_id)
    if not suggestion.leaves_open(command.requirement):
        raise Rejected("fact_known", requirement=command.requirement)
    buyer = await tx.found(Organisation, demand.organisation_id, or_reject="organisation_unknown")
    card = await tx.found(Card, command.listing_id, or_reject="listing_unknown")
    if card.card is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    question = FactQuestion(id=uuid5(demand.id, f"{command.listing_id} {command.requirement}"))
    tx.emit(
        FactAsked(
            id=question.id,
            version=demand.version,
            demand_id=demand.id,
            listing_id=command.listing_id,
            coop_id=card.card.organisation.id,
            buyer_name=buyer.name,
            what=demand.body.what,
            listing_names=card.card.names,
            requirement=command.requirement,
        )
    )
    return question
