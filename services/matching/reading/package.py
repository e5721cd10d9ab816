"""One way of packing that a text names."""

from decimal import Decimal
from typing import NamedTuple

BULK = "bulk"


class Packing(NamedTuple):
    start: int
    amount: Decimal | None
    unit: str | None
    type: str | None
