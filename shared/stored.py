"""Columns that hold what a contract describes."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.operators import OperatorType, json_getitem_op, json_path_getitem_op


class AsJson(sa.types.TypeDecorator[Any]):
    """What a contract describes, kept as JSON: Structs go in and come out. A changed one is assigned anew."""

    impl = JSONB
    cache_ok = True

    class Comparator(JSONB.Comparator[Any]):
        """A part of it is plain JSON: the contract describes the whole."""

        def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> sa.ColumnElement[Any]:
            if op in {json_getitem_op, json_path_getitem_op}:
                kwargs["result_type"] = JSONB()
            return super().operate(op, *other, **kwargs)

    comparator_factory = Comparator

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        del dialect
        return msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        del dialect
        return None if value is None else msgspec.convert(value, self.kind, strict=False)
