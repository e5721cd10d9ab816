"""What changed in the catalogue, as the database tells it: whatever changes an entry marks it in its transaction."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from services.listings.models import CatalogueChange, table_of

CHANGE = table_of(CatalogueChange)
PAGE = 1000
"""Changes that are read at once."""


async def changes_since(since: int, most: int | None, connection: AsyncConnection) -> list[sa.Row[Any]]:
    """All, or at least one more than `most`."""
    rows: list[sa.Row[Any]] = []
    place: dict[str, Any] = {"since": since, "listing_id": UUID(int=0)}
    while True:
        some = (await connection.execute(_CHANGES, place)).all()
        rows += some
        if len(some) < PAGE or (most is not None and len(rows) > most):
            return rows
        place = {"since": some[-1].transaction, "listing_id": some[-1].listing_id}


def _number(transaction: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(sa.cast(transaction, sa.Text), sa.BigInteger)


HORIZON = _number(sa.func.pg_snapshot_xmin(sa.func.pg_current_snapshot()))
"""The oldest transaction that is still running; all before it are seen."""
_CHANGES = (
    sa.select(CHANGE.c.transaction, CHANGE.c.listing_id, HORIZON.label("horizon"))
    .where(
        sa.tuple_(CHANGE.c.transaction, CHANGE.c.listing_id)
        >= sa.tuple_(sa.bindparam("since", type_=sa.BigInteger), sa.bindparam("listing_id", type_=sa.Uuid))
    )
    .order_by(CHANGE.c.transaction, CHANGE.c.listing_id)
    .limit(PAGE)
)
FORGET_ANOTHER_CLUSTER = sa.delete(CHANGE).where(CHANGE.c.transaction > _number(sa.func.pg_current_xact_id()))
"""A database restored into another cluster meets other transaction numbers."""
