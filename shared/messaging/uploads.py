"""What web handed over: a sent file in the bucket `uploads`, under the name that the command says."""

from io import BufferedRandom

from nats.js.errors import NotFoundError
from nats.js.object_store import ObjectStore

from shared.errors import Rejected
from shared.file_sizes import must_fit
from shared.messaging.ports import Ports

UPLOADS = "uploads"


async def read_upload(name: str, ports: Ports, *, largest: int) -> bytes:
    """At most `largest` bytes of it, else it is refused unread."""
    return (await _fetched(name, ports, largest)).data or b""


async def write_upload(name: str, ports: Ports, file: BufferedRandom, *, largest: int) -> None:
    """As `read_upload`, piece by piece, for what need not stand in memory."""
    await _fetched(name, ports, largest, file)


async def _fetched(
    name: str, ports: Ports, largest: int, file: BufferedRandom | None = None
) -> ObjectStore.ObjectResult:
    uploads = await ports.jetstream.object_store(UPLOADS)
    try:
        must_fit((await uploads.get_info(name)).size or 0, largest)
        return await uploads.get(name, writeinto=file)
    except NotFoundError as error:
        raise Rejected("upload_unknown") from error
