"""Columns that hold what a contract describes."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


class AsJson(sa.types.TypeDecorator[Any]):
    """What a contract describes, kept as JSON: Structs go in and come out. A changed one is assigned anew."""

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        del dialect
        return msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        del dialect
        return None if value is None else msgspec.convert(value, self.kind, strict=False)
