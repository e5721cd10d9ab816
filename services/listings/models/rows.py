"""What all tables of this service share."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from shared.messaging.tables import NAMES, messaging_tables

STAMP = sa.DateTime(timezone=True)


class Row(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=NAMES))):
    """The tables of this service."""


TABLES = messaging_tables(Row.metadata)


AnyRow = sa.Row[*tuple[Any, ...]]
"""A row of selected columns."""


def table_of(model: type[Row]) -> sa.Table:
    """For statements that select columns and need no objects."""
    return Row.metadata.tables[str(model.__tablename__)]
