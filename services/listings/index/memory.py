"""The catalogue's index in memory, by tantivy: derived, private to this process, never the only copy of anything.

tantivy says which listings; what is shown of them stands in a table beside it, as of the last write.
"""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from tantivy import Index, IndexWriter

from services.listings.index.documents import SCHEMA, Entry, document_of
from services.listings.index.snapshot import Shown, Snapshot

WRITER_BYTES = 100_000_000
"""Enough for 100,000 listings in one segment: a search looks its terms up in each."""
SEGMENTS = 8
"""Of about one size: so many tantivy merges, by itself and some time after they were written."""


class MemoryIndex:
    """Searchers see what was written before they were made."""

    def __init__(self) -> None:
        self._engine = Index(SCHEMA)
        self._engine.config_reader(reload_policy="manual")
        self._writer: IndexWriter = self._engine.writer(heap_size=WRITER_BYTES, num_threads=1)
        self._shown: dict[int, Shown] = {}
        self.snapshot = Snapshot(self._engine.searcher(), self._shown)

    def write(self, entries: Iterable[Entry], *, gone: Iterable[UUID]) -> None:
        """Put these in the place of what there was of them."""
        for listing_id in gone:
            self._writer.delete_documents_by_term("id", listing_id.hex)
            self._shown.pop(listing_id.int, None)
        for entry in entries:
            self._writer.delete_documents_by_term("id", entry.listing_id.hex)
            self._writer.add_document(document_of(entry))
            concepts = _same(tuple(entry.concepts))
            thing = next((one for one in concepts if one == entry.thing), None)
            self._shown[entry.listing_id.int] = Shown(entry.listing_id, concepts, entry.card, thing)

    def show(self) -> None:
        """What was written is found from now on."""
        self._writer.commit()
        self._engine.reload()
        self.snapshot = Snapshot(self._engine.searcher(), self._shown)

    def tidy(self) -> None:
        """What tantivy has merged since the last change is seen now; otherwise it would be with the next."""
        if self.snapshot.segments > SEGMENTS:
            self.show()


@lru_cache(maxsize=8192)
def _same(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """Many listings are of the same concepts."""
    return concepts
