"""A file that arrives in parts, so that a break of the network costs one part and not the file.

The parts lie in bucket `uploads` as `photo-<organisation>-<photo>-<offset>` until the last is there; then they are
joined to `photo-<organisation>-<photo>`. How far an upload came is read off its parts: there is no second truth.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from msgspec import Struct
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from nats.js.object_store import ObjectStore

from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_PICTURE, must_fit
from web.uploads import Pieces

LEAST_PART, LARGEST_PART = 64 * 2**10, 2**20
"""Bytes. The least one, but for the last of a file, bounds how many parts there can be."""
MOST_AT_ONCE = 24
"""Files of an organisation that are not at a product yet."""
PATIENCE = 30.0  # seconds: chunks that are gone would be waited for without end


class Standing(Struct, frozen=True):
    """`offset`: bytes that are there; `complete`: they are all."""

    offset: int
    complete: bool


class PartialUpload:
    def __init__(self, uploads: ObjectStore, organisation_id: UUID, photo_id: UUID) -> None:
        self._uploads = uploads
        self._all_of_theirs = f"photo-{organisation_id}-"
        self.name = f"{self._all_of_theirs}{photo_id}"

    async def standing(self) -> Standing:
        with _bus_may_be_away():
            whole = await self._size(self.name)
            return Standing((await self._parts())[0], complete=False) if whole is None else Standing(whole, True)

    async def append(self, content: bytes, standing: Standing, *, last: bool) -> Standing:
        """Of two at once at the same offset the later stays; the sender finds out by the next offset."""
        end = standing.offset + len(content)
        must_fit(end, LARGEST_PICTURE)
        if len(content) < LEAST_PART and not last:
            raise Rejected("part_too_small")
        with _bus_may_be_away():
            if standing.offset == 0:
                await self._must_have_room()
            if content:
                await self._uploads.put(f"{self.name}-{standing.offset}", content)
            if last:
                await self._join()
        return Standing(end, last)

    async def forget(self) -> None:
        with _bus_may_be_away():
            _, parts = await self._parts()
            for name in (*parts, self.name):
                await self._delete(name)

    async def _join(self) -> None:
        _, parts = await self._parts()
        with tempfile.TemporaryFile() as file:
            async with asyncio.timeout(PATIENCE):
                for name in parts:
                    await self._uploads.get(name, writeinto=file)
            file.seek(0)
            await self._uploads.put(self.name, Pieces(file))
        for name in parts:
            await self._delete(name)

    async def _parts(self) -> tuple[int, list[str]]:
        """Where they end, and their names: each begins where the one before ends."""
        offset, names = 0, []
        while (size := await self._size(name := f"{self.name}-{offset}")) is not None:
            names.append(name)
            offset += size
        return offset, names

    async def _size(self, name: str) -> int | None:
        try:
            return (await self._uploads.get_info(name)).size or None
        except NotFoundError:
            return None

    async def _delete(self, name: str) -> None:
        try:
            await self._uploads.delete(name)
        except NotFoundError:
            return

    async def _must_have_room(self) -> None:
        try:
            kept = await self._uploads.list(ignore_deletes=True)
        except NotFoundError:
            return
        names = (info.name for info in kept if info.name.startswith(self._all_of_theirs))
        files = {name[: len(self.name)] for name in names}
        if len(files - {self.name}) >= MOST_AT_ONCE:
            raise Rejected("too_many_uploads", most=MOST_AT_ONCE)


@contextmanager
def _bus_may_be_away() -> Iterator[None]:
    try:
        yield
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
