"""A sent file on its way to the service that will judge it: into the object store, piece by piece."""

import io
from typing import IO, TYPE_CHECKING

from litestar.datastructures import UploadFile
from nats.errors import Error as NatsError

from shared.errors import Unavailable
from web.site import Site

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Pieces(io.BufferedIOBase):
    """A file that lies on the disk, as the object store wants to read it: never more of it than one piece."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readinto(self, piece: "WriteableBuffer", /) -> int:
        view = memoryview(piece)
        read = self._file.read(len(view))
        view[: len(read)] = read
        return len(read)


async def store_upload(site: Site, name: str, file: UploadFile) -> str:
    """The name under which the owner finds it."""
    return await store_content(site, name, Pieces(file.file))


async def store_content(site: Site, name: str, content: bytes | Pieces) -> str:
    try:
        await site.uploads.put(name, content)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return name
