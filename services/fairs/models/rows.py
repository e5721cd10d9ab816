"""What all tables of this service share."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from shared.messaging.tables import NAMES, messaging_tables

STAMP = sa.DateTime(timezone=True)


class Row(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=NAMES))):
    """The tables of this service."""

    model_config = {**SQLModel.model_config, "arbitrary_types_allowed": True}


TABLES = messaging_tables(Row.metadata)


AnyRow = sa.Row[*tuple[Any, ...]]
"""A row of selected columns."""


def table_of(model: type[Row]) -> sa.Table:
    """For statements that select columns and need no objects."""
    return Row.metadata.tables[str(model.__tablename__)]


def one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    """A check constraint for a column that holds one of a Literal's words."""
    words = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({words})", name=column)
