"""What a buyer says to its suggestions over the API: asking the co-op for a fact, setting one aside."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from msgspec import Meta

from shared.contracts.dismissals import DismissSuggestion, NotRelevant, RestoreSuggestion
from shared.contracts.questions import AskFact, FactQuestion
from web.api.answers import answer
from web.api.operations import ending, stating
from web.visitor import Visitor


class QuestionPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`requirement`: the name of one that is `unknown` in the suggestion."""

    listing_id: UUID
    requirement: Annotated[str, Meta(min_length=1, max_length=60)]


class DismissalPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: NotRelevant
    note: Annotated[str, Meta(max_length=1000)] = ""


@stating(FactQuestion)("/demands/{demand_id:uuid}/questions", status_code=HTTPStatus.OK)
async def ask_fact(visitor: Visitor, demand_id: UUID, data: QuestionPut) -> Response[FactQuestion]:
    """Ask the listing's co-op, once however often it is sent: it answers by stating the fact in its listing."""
    return answer(
        await visitor.ask(AskFact(demand_id=demand_id, listing_id=data.listing_id, requirement=data.requirement))
    )


@stating(DismissalPut)("/demands/{demand_id:uuid}/dismissals/{listing_id:uuid}", status_code=HTTPStatus.OK)
async def dismiss(visitor: Visitor, demand_id: UUID, listing_id: UUID, data: DismissalPut) -> Response[DismissalPut]:
    """Not relevant, because …: hidden from the buyer's suggestions. Said again, the last word counts."""
    await visitor.ask(DismissSuggestion(demand_id=demand_id, listing_id=listing_id, reason=data.reason, note=data.note))
    return answer(data)


@ending("/demands/{demand_id:uuid}/dismissals/{listing_id:uuid}")
async def restore(visitor: Visitor, demand_id: UUID, listing_id: UUID) -> None:
    """Relevant after all."""
    await visitor.ask(RestoreSuggestion(demand_id=demand_id, listing_id=listing_id))


HANDLERS = (ask_fact, dismiss, restore)
