"""Many rows in one statement: they travel as one JSON parameter, which keeps the statement the same for any number."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

ROWS = "rows"


def given(*columns: sa.Column[Any]) -> sa.Select[Any]:
    """SELECT of the rows in parameter `rows`, with the names and types of `columns`."""
    parameter = sa.cast(sa.bindparam(ROWS, type_=sa.Text), JSONB)
    fields = [sa.column(str(column.key), column.type) for column in columns]
    return sa.select(
        sa.func.jsonb_to_recordset(parameter).table_valued(*fields, name="given").render_derived(with_types=True)
    )


def rows(items: Sequence[msgspec.Struct]) -> dict[str, str]:
    """The parameter that `given` reads."""
    return {ROWS: msgspec.json.encode(items).decode()}
