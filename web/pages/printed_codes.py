"""QR codes on packs and boxes. They stay there for years and are read anywhere, so they lead to an address without a
language, which sends each reader on to the page in theirs.
"""

import io
from uuid import UUID

import segno
from litestar import Response, get
from litestar.response import Redirect

from shared.contracts.listings import GetListing
from shared.contracts.lots import GetLot
from web.languages import asked_language
from web.visitor import AnyRequest, Person


@get("/{lang:str}/listings/{listing_id:uuid}/qr.svg")
async def of_listing(person: Person, listing_id: UUID) -> Response[bytes]:
    await person.ask(GetListing(listing_id=listing_id))
    return _code(person, f"listings/{listing_id}")


@get("/{lang:str}/lots/{lot_id:uuid}/qr.svg")
async def of_lot(person: Person, lot_id: UUID) -> Response[bytes]:
    await person.ask(GetLot(lot_id=lot_id))
    return _code(person, f"lots/{lot_id}")


def _code(person: Person, page: str) -> Response[bytes]:
    drawing = io.BytesIO()
    code = segno.make(f"{person.site.settings.base_url}/{page}", error="q", micro=False)
    code.save(drawing, kind="svg", scale=8, border=4, light="#fff")
    return Response(drawing.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=3600"})


@get("/listings/{listing_id:uuid}")
async def listing_in_any_language(request: AnyRequest, listing_id: UUID) -> Redirect:
    return _in_the_readers(request, f"listings/{listing_id}")


@get("/lots/{lot_id:uuid}")
async def lot_in_any_language(request: AnyRequest, lot_id: UUID) -> Redirect:
    return _in_the_readers(request, f"lots/{lot_id}")


def _in_the_readers(request: AnyRequest, page: str) -> Redirect:
    return Redirect(f"/{asked_language(request)}/{page}", status_code=303, headers={"Vary": "Accept-Language"})


HANDLERS = (of_listing, of_lot, listing_in_any_language, lot_in_any_language)
