"""The tables of this service share one metadata."""

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from shared.messaging.tables import NAMES, messaging_tables


class Row(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=NAMES))):
    """A table of this service."""

    model_config = {**SQLModel.model_config, "arbitrary_types_allowed": True}


TABLES = messaging_tables(Row.metadata)
STAMP = sa.DateTime(timezone=True)
