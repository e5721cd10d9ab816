"""A sent file on its way to the service that will judge it: into the object store, piece by piece."""

import asyncio
import shutil
import tempfile

from litestar.datastructures import UploadFile
from nats.errors import Error as NatsError

from shared.errors import Unavailable
from web.site import Site


async def store_upload(site: Site, name: str, file: UploadFile) -> str:
    """The name under which the owner finds it."""
    try:
        uploads = await site.jetstream.object_store("uploads")
        with tempfile.TemporaryFile() as whole:
            await asyncio.to_thread(shutil.copyfileobj, file.file, whole)
            whole.seek(0)
            await uploads.put(name, whole)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return name
