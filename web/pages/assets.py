"""Styles, scripts and photos: named by their content, so they may be kept for ever."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get
from litestar.di import Provide
from nats.js.errors import Error as JetStreamError
from nats.js.errors import KeyNotFoundError, NotFoundError

from shared.contracts.photos import GetPhotoAccess
from shared.errors import Rejected, Unavailable
from web.visitor import AnyRequest, Person, person, site_of

FOR_EVER = "public, max-age=31536000, immutable"
NAMES = frozenset({"320.webp", "640.webp", "1280.webp"})


@get("/static/{name:str}", include_in_schema=False)
async def static_file(name: str, request: AnyRequest) -> Response[bytes]:
    found = site_of(request).pages.assets.files.get(name)
    if found is None:
        raise Rejected("page_unknown")
    media_type, content = found
    return Response(content, media_type=media_type, headers={"Cache-Control": FOR_EVER})


@get("/photos/{photo_id:uuid}/{name:str}", dependencies={"person": Provide(person)}, include_in_schema=False)
async def photo(person: Person, photo_id: UUID, name: str) -> Response[bytes]:
    """A thumbnail straight out of key-value, named by its longer side in pixels. A draft's for who may see it."""
    if name not in NAMES:
        raise Rejected("page_unknown")
    public = await _is_public(photo_id, person)
    try:
        entry = await person.site.thumbnails.get(f"{photo_id}.{name.removesuffix('.webp')}")
    except (KeyNotFoundError, NotFoundError) as error:
        raise Rejected("photo_unknown") from error
    except (JetStreamError, TimeoutError) as error:
        raise Unavailable("bus") from error
    kept = FOR_EVER if public else "private, no-store"
    return Response(
        entry.value or b"", status_code=HTTPStatus.OK, media_type="image/webp", headers={"Cache-Control": kept}
    )


async def _is_public(photo_id: UUID, person: Person) -> bool:
    photos = person.site.public_photos
    if photo_id not in photos:
        if not (await person.ask(GetPhotoAccess(photo_id=photo_id))).public:
            return False
        photos.add(photo_id)
    return True
