"""Styles, scripts and photos: named by their content, so they may be kept for ever."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get
from litestar.di import Provide
from nats.js.errors import Error as JetStreamError
from nats.js.errors import KeyNotFoundError, NotFoundError

from shared.contracts.photos import GetPhotoAccess
from shared.errors import Rejected, Unavailable
from web.arrivals import person, site_of
from web.packing import takes_gzip
from web.visitor import AnyRequest, Person

FOR_EVER = "public, max-age=31536000, immutable"
SIDES = frozenset({"320", "640", "1280"})
KINDS = {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg"}


@get("/static/{name:str}", include_in_schema=False)
async def static_file(name: str, request: AnyRequest) -> Response[bytes]:
    found = site_of(request).pages.assets.files.get(name)
    if found is None:
        raise Rejected("page_unknown")
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(found.packed, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.content, media_type=found.media_type, headers=headers)


@get("/photos/{photo_id:uuid}/{name:str}", dependencies={"person": Provide(person)}, include_in_schema=False)
async def photo(person: Person, photo_id: UUID, name: str) -> Response[bytes]:
    """A thumbnail straight out of key-value, named by its longer side in pixels. A draft's for who may see it."""
    side, _, kind = name.partition(".")
    if side not in SIDES or kind not in KINDS:
        raise Rejected("page_unknown")
    public = await _is_public(photo_id, person)
    content = await _thumbnail(person, f"{photo_id}.{side}", kind)
    kept = FOR_EVER if public else "private, no-store"
    return Response(
        content, status_code=HTTPStatus.OK, media_type=_media_type(content), headers={"Cache-Control": kept}
    )


async def _thumbnail(person: Person, key: str, kind: str) -> bytes:
    """Pictures from earlier days are WebP only, or WebP and AVIF. No browser goes back to its second choice when the
    first is not there, so they are given at every address, as what they are.
    """
    for name in (key,) if kind == "webp" else (f"{key}.{kind}", key):
        try:
            return (await person.site.thumbnails.get(name)).value or b""
        except (KeyNotFoundError, NotFoundError):
            continue
        except (JetStreamError, TimeoutError) as error:
            raise Unavailable("bus") from error
    raise Rejected("photo_unknown")


def _media_type(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return KINDS["jpg"]
    return KINDS["avif" if content[4:12] == b"ftypavif" else "webp"]


async def _is_public(photo_id: UUID, person: Person) -> bool:
    photos = person.site.public_photos
    if photo_id not in photos:
        if not (await person.ask(GetPhotoAccess(photo_id=photo_id))).public:
            return False
        photos.add(photo_id)
    return True
