"""A picture of a fair out of the object store. Another picture has another address, so it is kept for ever."""

from litestar import Response
from nats.js.errors import Error as JetStreamError
from nats.js.errors import NotFoundError
from nats.js.object_store import ObjectStore

from shared.contracts.fairs.fair import Fair
from shared.errors import Rejected, Unavailable
from web.pages.assets import FOR_EVER


async def picture_of(fair: Fair, store: ObjectStore, name: str) -> Response[bytes]:
    try:
        content = (await store.get(name)).data or b""
    except NotFoundError as error:
        raise Rejected("photo_unknown") from error
    except (JetStreamError, TimeoutError) as error:
        raise Unavailable("bus") from error
    kept = "private, no-store" if fair.body.status == "draft" else FOR_EVER
    return Response(content, media_type="image/webp", headers={"Cache-Control": kept})
