"""Demands, their suggestions, match requests and decisions over the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import Parameter

from shared.contracts.demand_reading import DemandReading, ReadDemand
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DecideMatch, Demand, DemandBody, GetDemand, MatchStatus, PutDemand, RequestMatch
from shared.contracts.requirements import Verdict
from shared.contracts.suggestions import GetSuggestions, Suggestion
from shared.contracts.values import ActPut, Country, Language, Named, Side
from shared.errors import Rejected
from web.addresses import PageSize
from web.api.answers import (
    IfMatch,
    RecordAnswer,
    act_answer,
    answer,
    expected_version,
    record_answer,
)
from web.api.lists import next_cursor, page_number
from web.api.operations import reading, stating_act, stating_record
from web.reasons import reason
from web.visitor import Visitor

DemandText = Annotated[str, Parameter(min_length=1, max_length=5000)]


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


class DemandShown(DemandBody, frozen=True, kw_only=True):
    """What is stated and what the system knows of it."""

    id: UUID
    version: int
    organisation: Named
    country: Country | None
    posted_at: datetime
    suggestions: int


class RequirementExplained(msgspec.Struct, frozen=True, kw_only=True):
    """`why` is a sentence in the caller's language, `code` the same for programs."""

    name: str
    verdict: Verdict
    code: str
    why: str


class SuggestionExplained(msgspec.Struct, frozen=True, kw_only=True):
    """`score` from 0 to 1."""

    listing_id: UUID
    score: float
    requirements: list[RequirementExplained]
    listing: ListingCard
    match_request_id: UUID | None
    match_status: MatchStatus | None


class SuggestionList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[SuggestionExplained]
    total: int
    next_cursor: str | None


@reading("/demands/{demand_id:uuid}")
async def show(visitor: Visitor, demand_id: UUID) -> Response[DemandShown]:
    """One demand."""
    demand = await visitor.ask(GetDemand(demand_id=demand_id))
    return answer(_shown(demand), version=demand.version)


@reading("/demand-reading")
async def read(visitor: Visitor, text: DemandText, lang: Language) -> Response[DemandReading]:
    """A buyer's text as the fields of a demand, each with the words that it was read from. Nothing is kept."""
    return answer(await visitor.ask(ReadDemand(text=text, lang=lang)))


@stating_record("/demands/{demand_id:uuid}")
async def state(visitor: Visitor, demand_id: UUID, data: DemandPut, if_match: IfMatch = None) -> Response[RecordAnswer]:
    """State a demand or its revision."""
    fields = msgspec.structs.asdict(data)
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = PutDemand(
        demand_id=demand_id,
        organisation_id=organisation_id,
        expected_version=expected_version(if_match),
        body=DemandBody(**fields),
    )
    return record_answer(await visitor.ask(command))


@reading("/demands/{demand_id:uuid}/suggestions")
async def suggestions(
    visitor: Visitor, demand_id: UUID, page_size: PageSize = 24, cursor: str | None = None
) -> Response[SuggestionList]:
    """The listings that fit, best first, each requirement with its verdict and the reason."""
    page = page_number(cursor)
    found = await visitor.ask(GetSuggestions(demand_id=demand_id, page=page, page_size=page_size))
    items = [_explained(suggestion, visitor) for suggestion in found.items]
    following = next_cursor(found.total, page, page_size)
    return answer(SuggestionList(items=items, total=found.total, next_cursor=following))


@stating_act("/match-requests/{match_request_id:uuid}")
async def request_match(visitor: Visitor, match_request_id: UUID, data: MatchRequestPut) -> Response[ActPut]:
    """Ask the listing's co-op; or, as the co-op, offer it to the demand's buyer."""
    command = RequestMatch(
        match_request_id=match_request_id,
        demand_id=data.demand_id,
        listing_id=data.listing_id,
        message=data.message,
        asked_by=data.asked_by,
    )
    return act_answer(await visitor.ask(command))


@stating_act("/match-requests/{match_request_id:uuid}/decision")
async def decide(visitor: Visitor, match_request_id: UUID, data: DecisionPut) -> Response[ActPut]:
    """Accept, or decline with a reason. To this door another decision is another body for the same act."""
    command = DecideMatch(match_request_id=match_request_id, accepted=data.accepted, reason=data.reason)
    try:
        return act_answer(await visitor.ask(command))
    except Rejected as refusal:
        if refusal.code != "already_decided":
            raise
        raise Rejected("id_reused") from refusal


def _explained(suggestion: Suggestion, visitor: Visitor) -> SuggestionExplained:
    """Reasons as sentences in the caller's language."""
    facts = msgspec.structs.asdict(suggestion)
    facts["requirements"] = [
        RequirementExplained(
            name=one.name,
            verdict=one.verdict,
            code=one.why,
            why=reason(
                one, suggestion.listing.names, language=visitor.language, gettext=visitor.text, ngettext=visitor.counted
            ),
        )
        for one in suggestion.requirements
    ]
    return SuggestionExplained(**facts)


def _shown(demand: Demand) -> DemandShown:
    facts = msgspec.structs.asdict(demand)
    return DemandShown(**msgspec.structs.asdict(facts.pop("body")), **facts)


HANDLERS = (read, show, state, suggestions, request_match, decide)
