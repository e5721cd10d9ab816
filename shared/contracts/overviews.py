"""A demand as its page shows it, in one reply."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.matching import Demand
from shared.contracts.message import Query
from shared.contracts.pools import PoolStatus
from shared.contracts.suggestions import Suggestion
from shared.contracts.values import PageNumber


class PoolMark(Struct, frozen=True, kw_only=True):
    id: UUID
    status: PoolStatus


class DemandOverview(Struct, frozen=True, kw_only=True):
    """`suggestions` are a page, the best first, and `pools` the newest; both empty for who may not see them."""

    demand: Demand
    suggestions: list[Suggestion]
    pools: list[PoolMark]


class GetDemandOverview(Query[DemandOverview], frozen=True, kw_only=True):
    """For who may see the demand. Suggestions are for its buyer and the Alliance."""

    subject = "matching.v1.qry.get_demand_overview"
    demand_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 12
