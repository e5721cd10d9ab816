"""A sent file on its way to the service that will judge it: into the object store, piece by piece."""

from uuid import UUID

from litestar.datastructures import UploadFile
from nats.errors import Error as NatsError

from shared.errors import Unavailable
from web.site import Site


async def store_upload(site: Site, kind: str, key: UUID, file: UploadFile) -> str:
    """The name under which the owner finds it."""
    name = f"{kind}-{key}"
    try:
        uploads = await site.jetstream.object_store("uploads")
        await uploads.put(name, await file.read())
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return name
