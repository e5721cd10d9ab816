"""Demands, their suggestions, match requests and decisions over the API."""

from uuid import UUID

import msgspec
from litestar import Response, get, put

from shared.contracts.matching import (
    DecideMatch,
    Demand,
    DemandBody,
    GetDemand,
    GetSuggestions,
    PutDemand,
    RequestMatch,
    Suggestion,
)
from shared.contracts.values import Side
from shared.errors import Rejected
from web.addresses import PageSize
from web.api.lists import list_answer, page_number
from web.api.put import act_answer, answer, body_of, expected_version, record_answer
from web.reasons import reason
from web.visitor import AnyRequest, Visitor


class DemandPut(DemandBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A demand as it is stated. Without `organisation_id`: the one that the token's account speaks for."""

    organisation_id: UUID | None = None


class MatchRequestPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    demand_id: UUID
    listing_id: UUID
    message: str = ""
    asked_by: Side = "buyer"


class DecisionPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    accepted: bool
    reason: str = ""


@get("/demands/{demand_id:uuid}")
async def show(visitor: Visitor, demand_id: UUID) -> Response[bytes]:
    """One demand."""
    demand = await visitor.ask(GetDemand(demand_id=demand_id))
    return answer(_flat(demand), version=demand.version)


@put("/demands/{demand_id:uuid}")
async def state(visitor: Visitor, demand_id: UUID, request: AnyRequest) -> Response[bytes]:
    """State a demand or its revision."""
    fields = msgspec.structs.asdict(await body_of(request, DemandPut))
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = PutDemand(
        demand_id=demand_id,
        organisation_id=organisation_id,
        expected_version=expected_version(request),
        body=DemandBody(**fields),
    )
    return record_answer(await visitor.ask(command))


@get("/demands/{demand_id:uuid}/suggestions")
async def suggestions(
    visitor: Visitor, demand_id: UUID, page_size: PageSize = 24, cursor: str | None = None
) -> Response[bytes]:
    """The listings that fit, best first, each requirement with its verdict and the reason."""
    page = page_number(cursor)
    found = await visitor.ask(GetSuggestions(demand_id=demand_id, page=page, page_size=page_size))
    items = [_explained(suggestion, visitor) for suggestion in found.items]
    return list_answer(items, total=found.total, page=page, page_size=page_size)


@put("/match-requests/{match_request_id:uuid}")
async def request_match(visitor: Visitor, match_request_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Ask the listing's co-op; or, as the co-op, offer it to the demand's buyer."""
    asked = await body_of(request, MatchRequestPut)
    command = RequestMatch(
        match_request_id=match_request_id,
        demand_id=asked.demand_id,
        listing_id=asked.listing_id,
        message=asked.message,
        asked_by=asked.asked_by,
    )
    act = await visitor.ask(command)
    return act_answer(act)


@put("/match-requests/{match_request_id:uuid}/decision")
async def decide(visitor: Visitor, match_request_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Accept, or decline with a reason. To this door another decision is another body for the same act."""
    decision = await body_of(request, DecisionPut)
    command = DecideMatch(match_request_id=match_request_id, accepted=decision.accepted, reason=decision.reason)
    try:
        act = await visitor.ask(command)
    except Rejected as refusal:
        if refusal.code != "already_decided":
            raise
        raise Rejected("id_reused") from refusal
    return act_answer(act)


def _explained(suggestion: Suggestion, visitor: Visitor) -> dict[str, object]:
    """Reasons as sentences in the caller's language."""
    requirements = [
        {"name": one.name, "verdict": one.verdict, "code": one.why, "why": reason(one, visitor.language, visitor.text)}
        for one in suggestion.requirements
    ]
    facts = {field: getattr(suggestion, field) for field in suggestion.__struct_fields__}
    return {**facts, "requirements": requirements}


def _flat(demand: Demand) -> dict[str, object]:
    facts = {field: getattr(demand, field) for field in demand.__struct_fields__ if field != "body"}
    return {**facts, **msgspec.structs.asdict(demand.body)}


HANDLERS = (show, state, suggestions, request_match, decide)
