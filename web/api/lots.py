"""Lots of a listing over the API."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from shared.contracts.lots import FindLots, GetLot, Lot, LotBody, LotLine, PutLot
from shared.contracts.values import Category, Language, Named, Scheme
from shared.errors import Rejected
from web.addresses import PageSize
from web.api.answers import IfMatch, RecordAnswer, answer, expected_version, record_answer
from web.api.lists import next_cursor, page_number
from web.api.operations import reading_openly, stating_record
from web.visitor import Visitor


class LotShown(LotBody, frozen=True, kw_only=True):
    """What is stated of the lot, and what its listing says of the product and its producer."""

    id: UUID
    version: int
    listing_id: UUID
    names: dict[Language, str]
    category: Category | None
    organisation: Named
    province: str | None
    photo_id: UUID | None
    brand: str
    gtin: str | None
    standards: list[Scheme]
    updated_at: datetime


class LotList(msgspec.Struct, frozen=True, kw_only=True):
    items: list[LotLine]
    total: int
    next_cursor: str | None


@reading_openly("/listings/{listing_id:uuid}/lots")
async def find(
    visitor: Visitor, listing_id: UUID, page_size: PageSize = 24, cursor: str | None = None
) -> Response[LotList]:
    """The newest first."""
    page = page_number(cursor)
    found = await visitor.ask(FindLots(listing_id=listing_id, page=page, page_size=page_size))
    return answer(LotList(items=found.items, total=found.total, next_cursor=next_cursor(found.total, page, page_size)))


@reading_openly("/listings/{listing_id:uuid}/lots/{lot_id:uuid}")
async def show(visitor: Visitor, listing_id: UUID, lot_id: UUID) -> Response[LotShown]:
    """One lot and the way that it has come."""
    lot = await visitor.ask(GetLot(lot_id=lot_id))
    if lot.listing_id != listing_id:
        raise Rejected("lot_unknown", id=lot_id)
    return answer(_shown(lot), version=lot.version)


@stating_record("/listings/{listing_id:uuid}/lots/{lot_id:uuid}")
async def state(
    visitor: Visitor, listing_id: UUID, lot_id: UUID, data: LotBody, if_match: IfMatch = None
) -> Response[RecordAnswer]:
    """State a lot or its revision."""
    command = PutLot(lot_id=lot_id, listing_id=listing_id, expected_version=expected_version(if_match), body=data)
    return record_answer(await visitor.ask(command))


def _shown(lot: Lot) -> LotShown:
    """One object."""
    facts = msgspec.structs.asdict(lot)
    return LotShown(**msgspec.structs.asdict(facts.pop("body")), **facts)


HANDLERS = (find, show, state)
