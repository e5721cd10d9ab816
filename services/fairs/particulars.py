"""Particulars of attendees: kept, read with them, forgotten."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.fairs.models import AnyRow, Particulars, table_of
from shared.contracts.fairs import attendees as contract
from shared.messaging import Reading, Transaction
from shared.text import clean, clean_lines

PARTICULARS = table_of(Particulars)
SAID = ("email", "phone", "language", "wishes")
COLUMNS = tuple(PARTICULARS.c[name] for name in SAID)
NOTHING = contract.Particulars()

_keeping = insert(PARTICULARS)
_KEEP = _keeping.on_conflict_do_update(index_elements=["id"], set_={name: _keeping.excluded[name] for name in SAID})


def tidy(said: contract.Particulars) -> contract.Particulars:
    return contract.Particulars(
        email=clean(said.email).lower(), phone=said.phone, language=said.language, wishes=clean_lines(said.wishes)
    )


def read(row: AnyRow) -> contract.Particulars | None:
    """Of a row with these `COLUMNS`; nothing said is None."""
    said = contract.Particulars(
        email=row.email or "", phone=row.phone or "", language=row.language, wishes=row.wishes or ""
    )
    return None if said == NOTHING else said


async def particulars_of(ids: Sequence[UUID], reading: Reading) -> dict[UUID, contract.Particulars]:
    rows = await reading.execute(sa.select(PARTICULARS.c.id, *COLUMNS).where(PARTICULARS.c.id.in_(ids)))
    return {row.id: read(row) or NOTHING for row in rows}


async def keep(said: Mapping[UUID, contract.Particulars], fair_id: UUID, tx: Transaction) -> None:
    rows = [{"id": key, "fair_id": fair_id, **{name: getattr(one, name) for name in SAID}} for key, one in said.items()]
    if rows:
        await tx.execute(_KEEP, rows)


async def forget(registration_id: UUID, tx: Transaction) -> None:
    await tx.execute(sa.delete(PARTICULARS).where(PARTICULARS.c.id == registration_id))
