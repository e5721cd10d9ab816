"""What lies in the object store, handed on piece by piece: a scan of 20 MB never stands in memory."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from io import BufferedRandom
from urllib.parse import quote

from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from nats.js.object_store import ObjectStore

from shared.errors import Rejected, Unavailable

PIECE = 128 * 1024  # bytes


async def stored_object(store: ObjectStore, name: str, *, or_reject: str) -> AsyncIterator[bytes]:
    """Fetched and compared with its digest first, so that nobody gets a broken one."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed where its last piece is read
    try:
        await store.get(name, writeinto=file)
    except NotFoundError as error:
        raise Rejected(or_reject) from error
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    file.seek(0)
    return _pieces(file)


def attached(name: str) -> dict[str, str]:
    """Headers of a private file under the name that somebody gave it: kept by no cache, run by no browser."""
    return {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
    }


async def _pieces(file: BufferedRandom) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
