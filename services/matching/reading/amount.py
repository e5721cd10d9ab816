"""One amount that a text names."""

from decimal import Decimal
from typing import NamedTuple

BOX = r"(?:コンテナー?|containers?|conts?\.?|컨(?:테이너|(?![가-힣]))|fcl|מכול(?:ה|ת|ות))"


class Amount(NamedTuple):
    start: int
    end: int
    amount: Decimal | None
    """None when it is said but cannot be fixed."""
    unit: str | None
    per: str | None


def is_box(amount: Amount) -> bool:
    return amount.unit in {"20", "21"}
