"""What addresses say after the question mark, bounded as the services bound it."""

from typing import Annotated

from litestar.params import Parameter

Page = Annotated[int, Parameter(ge=1, le=1_000_000)]
PageSize = Annotated[int, Parameter(ge=1, le=100)]
PageSizeOrAll = Annotated[int | None, Parameter(ge=1, le=100)]
SequenceOrNone = Annotated[int | None, Parameter(ge=0, le=2**63 - 1)]
"""Bounds inside a union would not be looked at."""
