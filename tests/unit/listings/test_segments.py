"""Every segment of the index costs each search; merged ones are seen without waiting for the next change."""

from itertools import count
from uuid import UUID

from services.listings.index.documents import Entry
from services.listings.index.memory import SEGMENTS, MemoryIndex
from tests.support.eventually import eventually


def test_after_many_small_changes_few_segments_are_left() -> None:
    index = MemoryIndex()
    for number in count():
        index.write([Entry(UUID(int=number), ["rice"], [], [], 0.5, number, None, [], b"{}")], gone=())
        index.show()
        if index.snapshot.segments > SEGMENTS:
            break

    def is_tidy() -> bool:
        index.tidy()
        return index.snapshot.segments <= SEGMENTS

    eventually(is_tidy)
