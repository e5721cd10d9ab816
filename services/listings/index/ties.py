"""Those that share a score, in their exact order.

A score has 24 bits, eleven of them for the rank, so that listings of one rank that stand nearly equal share it: in a
large market thousands. They are the ones that fit in exactly the same ways; the field `standing` tells them apart.
"""

from collections.abc import Sequence

from tantivy import DocAddress, FieldType, Occur, Query, Searcher

from services.listings.asking import WEIGHTS
from services.listings.index.documents import SCHEMA
from services.listings.index.wanted import Place

BLUR = 1e-3
"""Standings that differ by less may share a score: a few times what 24 bits tell apart."""
Standing = tuple[float, DocAddress]


def tied(
    searcher: Searcher, chosen: Query, fits: dict[str, Query], rank: int, stands: float, after: Place | None, rows: int
) -> list[Standing]:
    """Of this rank, about as high as `stands` and not before the place: at least the first `rows` there are. Those of
    rank 0, only related, all have the score 0.
    """
    blur = BLUR if rank else 1.0
    most = stands + blur
    if after is not None and int(after.order) == rank:
        most = min(most, after.order - rank + BLUR / 1000)
    about = Query.range_query(SCHEMA, "standing", FieldType.Float, stands - blur, most)
    query = Query.boolean_query([(Occur.Must, about), (Occur.Must, chosen), *_exactly(fits, rank)])
    limit = rows
    while True:
        hits: Sequence[Standing] = searcher.search(query, limit=limit, count=False, order_by_field="standing").hits
        above = [hit for hit in hits if hit[0] != hits[-1][0]]
        if len(hits) < limit:
            return list(hits)
        if len(above) >= rows:
            return above
        limit *= 4


def _exactly(fits: dict[str, Query], rank: int) -> list[tuple[Occur, Query]]:
    return [(Occur.Must if rank & WEIGHTS[name] else Occur.MustNot, query) for name, query in fits.items()]
