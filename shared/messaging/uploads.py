"""What web handed over: a sent file in the bucket `uploads`, under the name that the command says."""

from nats.js.errors import NotFoundError

from shared.errors import Rejected
from shared.messaging.ports import Ports

UPLOADS = "uploads"


async def read_upload(name: str, ports: Ports, *, largest: int) -> bytes:
    """At most `largest` bytes of it, else it is refused unread."""
    uploads = await ports.jetstream.object_store(UPLOADS)
    try:
        if ((await uploads.get_info(name)).size or 0) > largest:
            raise Rejected("file_too_large", megabytes=largest // 2**20)
        return (await uploads.get(name)).data or b""
    except NotFoundError as error:
        raise Rejected("upload_unknown") from error
