"""A co-op's public page, and what a co-op takes home of its own products."""

from collections.abc import AsyncIterator
from uuid import UUID

import msgspec
from litestar import Response, get

from shared.contracts.importing import ExportListings
from shared.contracts.listings import GetSellerPage
from web.addresses import Page
from web.visitor import Person

JSON_LINES = "application/jsonl; charset=utf-8"


@get("/{lang:str}/coops/{organisation_id:uuid}")
async def seller(person: Person, organisation_id: UUID, page: Page = 1) -> Response[bytes]:
    found = await person.ask(GetSellerPage(organisation_id=organisation_id, page=page))
    return await person.page("listings/seller.html", found=found, number=page)


@get("/{lang:str}/my/listings.jsonl")
async def export(person: Person) -> Response[bytes]:
    """As `chophien import listings` reads it."""
    person.must_be_signed_in()
    lines = [line async for line in _lines(person)]
    headers = {"Content-Disposition": 'attachment; filename="listings.jsonl"', "Cache-Control": "private, no-store"}
    return Response(b"".join(lines), media_type=JSON_LINES, headers=headers)


async def _lines(person: Person) -> AsyncIterator[bytes]:
    after: UUID | None = None
    while True:
        page = await person.ask(ExportListings(organisation_id=person.organisation_id, after=after))
        for one in page.items:
            yield msgspec.json.encode({"id": one.id, **msgspec.structs.asdict(one.body)}) + b"\n"
        if page.after is None:
            return
        after = page.after


HANDLERS = (seller, export)
