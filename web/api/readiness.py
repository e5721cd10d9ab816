"""What listings lack for their markets, over the API. It is found from what they state, so nobody writes it."""

from uuid import UUID

import msgspec
from litestar import Response

from shared.contracts.readiness import FindGaps, Gaps, GetReadiness, Readiness
from web.addresses import PageSize
from web.api.answers import answer
from web.api.lists import next_cursor, page_number
from web.api.operations import reading, reading_openly
from web.visitor import Visitor


class GapPage(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Gaps]
    total: int
    next_cursor: str | None


@reading_openly("/listings/{listing_id:uuid}/readiness")
async def show(visitor: Visitor, listing_id: UUID) -> Response[Readiness]:
    """Requirement by requirement, for each market."""
    return answer(await visitor.ask(GetReadiness(listing_id=listing_id)))


@reading("/organisations/{organisation_id:uuid}/gaps")
async def gaps(
    visitor: Visitor, organisation_id: UUID, page_size: PageSize = 24, cursor: str | None = None
) -> Response[GapPage]:
    """All listings of a co-op, those that lack most first."""
    page = page_number(cursor)
    found = await visitor.ask(FindGaps(organisation_id=organisation_id, page=page, page_size=page_size))
    return answer(GapPage(items=found.items, total=found.total, next_cursor=next_cursor(found.total, page, page_size)))


HANDLERS = (show, gaps)
