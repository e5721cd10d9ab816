"""Reading demands and the suggestions for them."""

from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.sql.selectable import LateralFromClause

from services.matching.access import is_verified_coop, may_see_demand, oversees, seen_by_coop
from services.matching.models import CARD, DEMAND, MATCH, ORGANISATION, SUGGESTION
from services.matching.models.dismissal import IS_SHOWN
from services.matching.suggesting import decode_body, decode_card
from services.matching.turns import order, with_turns
from services.matching.words import words
from shared.contracts.matching import Demand, DemandPage, FindDemands, GetDemand
from shared.contracts.requirements import Requirement
from shared.contracts.suggestions import GetSuggestions, Suggestion, SuggestionPage
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

decode_requirements = msgspec.json.Decoder(list[Requirement]).decode


def demand_columns() -> tuple[sa.ColumnElement[Any], ...]:
    """Of a demand and its organisation, labelled for `demand_of`; a match selects them beside its own."""
    suggestions = (
        sa.select(sa.func.count())
        .select_from(SUGGESTION)
        .where(SUGGESTION.c.demand_id == DEMAND.c.id, IS_SHOWN)
        .scalar_subquery()
    )
    return (
        DEMAND.c.id.label("demand_id"),
        DEMAND.c.version.label("demand_version"),
        DEMAND.c.status.label("demand_status"),
        DEMAND.c.organisation_id,
        DEMAND.c.posted_at,
        sa.cast(DEMAND.c.body, sa.Text).label("demand_body"),
        suggestions.label("suggestions"),
    )


def demand_of(row: sa.Row[Any], organisation: Named, country: str) -> Demand:
    return Demand(
        id=row.demand_id,
        version=row.demand_version,
        organisation=organisation,
        country=country,
        body=decode_body(row.demand_body),
        posted_at=row.posted_at,
        suggestions=row.suggestions,
    )


def demands() -> sa.Select[Any]:
    return sa.select(*demand_columns(), ORGANISATION.c.name, ORGANISATION.c.country).join(
        ORGANISATION, ORGANISATION.c.id == DEMAND.c.organisation_id
    )


def demand_from(row: sa.Row[Any]) -> Demand:
    return demand_of(row, Named(id=row.organisation_id, name=row.name), row.country)


async def get_demand(query: GetDemand, reading: Reading) -> Demand:
    return demand_from(await _visible(query.demand_id, reading))


async def _visible(demand_id: UUID, reading: Reading) -> sa.Row[Any]:
    row: sa.Row[Any] | None = (await reading.execute(demands().where(DEMAND.c.id == demand_id))).one_or_none()
    if row is None or not await may_see_demand(demand_id, row.organisation_id, decode_body(row.demand_body), reading):
        raise Rejected("demand_unknown", id=demand_id)
    return row


async def find_demands(query: FindDemands, reading: Reading) -> DemandPage:
    """The newest first. `q` finds the demands that have all its words."""
    chosen: list[sa.ColumnElement[bool]] = []
    if query.organisation_id is not None:
        if not oversees(reading.actor):
            reading.actor.must_act_for(query.organisation_id)
        chosen.append(DEMAND.c.organisation_id == query.organisation_id)
    else:
        if not oversees(reading.actor):
            if not await is_verified_coop(reading):
                raise Rejected("forbidden")
            chosen.append(seen_by_coop(reading.actor))
        chosen.append(DEMAND.c.status == "open")
    if query.q.strip():
        chosen.append(DEMAND.c.words.contains(sorted(words(query.q))))
    page = (
        demands()
        .where(*chosen)
        .order_by(DEMAND.c.posted_at.desc(), DEMAND.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(DEMAND, *chosen)
    return DemandPage(items=[demand_from(row) for row in await reading.execute(page)], total=total)


async def get_suggestions(query: GetSuggestions, reading: Reading) -> SuggestionPage:
    """The best first, each with the newest match request that was made for it."""
    demand = await _visible(query.demand_id, reading)
    if not oversees(reading.actor):
        reading.actor.must_act_for(demand.organisation_id)
    start = (query.page - 1) * query.page_size
    rows = await reading.execute(_suggestions(query.demand_id).limit(query.page_size).offset(start))
    return SuggestionPage(items=[_suggestion(row) for row in rows], total=demand.suggestions)


def newest_request(suggested: sa.FromClause) -> LateralFromClause:
    """That was made for a suggestion."""
    return (
        sa.select(MATCH.c.id, MATCH.c.status)
        .where(MATCH.c.demand_id == suggested.c.demand_id, MATCH.c.listing_id == suggested.c.listing_id)
        .order_by(MATCH.c.requested_at.desc(), MATCH.c.id.desc())
        .limit(1)
        .lateral("newest")
    )


def _suggestions(demand_id: UUID) -> sa.Select[Any]:
    shown = with_turns(SUGGESTION.c.demand_id == demand_id, IS_SHOWN)
    newest = newest_request(shown)
    return (
        sa.select(
            shown.c.listing_id,
            shown.c.score,
            sa.cast(shown.c.requirements, sa.Text).label("requirements"),
            sa.cast(CARD.c.card, sa.Text).label("card"),
            newest.c.id.label("match_request_id"),
            newest.c.status.label("match_status"),
        )
        .join(CARD, CARD.c.listing_id == shown.c.listing_id)
        .outerjoin(newest, sa.true())
        .order_by(*order(shown))
    )


def _suggestion(row: sa.Row[Any]) -> Suggestion:
    return Suggestion(
        listing_id=row.listing_id,
        score=row.score,
        requirements=decode_requirements(row.requirements),
        listing=decode_card(row.card),
        match_request_id=row.match_request_id,
        match_status=row.match_status,
    )
