"""Styles, scripts and photos: named by their content, so they may be kept for ever."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get
from nats.js.errors import Error as JetStreamError
from nats.js.errors import KeyNotFoundError, NotFoundError

from shared.errors import Rejected, Unavailable
from web.visitor import AnyRequest, site_of

FOR_EVER = "public, max-age=31536000, immutable"
NAMES = frozenset({"320.webp", "640.webp", "1280.webp"})


@get("/static/{name:str}", include_in_schema=False)
async def static_file(name: str, request: AnyRequest) -> Response[bytes]:
    found = site_of(request).pages.assets.files.get(name)
    if found is None:
        raise Rejected("page_unknown")
    media_type, content = found
    return Response(content, media_type=media_type, headers={"Cache-Control": FOR_EVER})


@get("/photos/{photo_id:uuid}/{name:str}", include_in_schema=False)
async def photo(photo_id: UUID, name: str, request: AnyRequest) -> Response[bytes]:
    """A thumbnail straight out of key-value, named by its longer side in pixels."""
    if name not in NAMES:
        raise Rejected("page_unknown")
    try:
        thumbnails = await site_of(request).jetstream.key_value("thumbnails")
        entry = await thumbnails.get(f"{photo_id}.{name.removesuffix('.webp')}")
    except (KeyNotFoundError, NotFoundError) as error:
        raise Rejected("page_unknown") from error
    except (JetStreamError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return Response(
        entry.value or b"", status_code=HTTPStatus.OK, media_type="image/webp", headers={"Cache-Control": FOR_EVER}
    )
