"""Which photos anybody may see, remembered for a minute: a catalogue page has two dozen of them."""

import time
from uuid import UUID

REMEMBERED_FOR = 60.0  # seconds
MOST = 20_000


class PublicPhotos:
    def __init__(self) -> None:
        self._until: dict[UUID, float] = {}

    def __contains__(self, photo_id: object) -> bool:
        return isinstance(photo_id, UUID) and self._until.get(photo_id, 0) > time.monotonic()

    def add(self, photo_id: UUID) -> None:
        if len(self._until) >= MOST:
            self._until.clear()
        self._until[photo_id] = time.monotonic() + REMEMBERED_FOR
