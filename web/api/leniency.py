"""What programs send in another spelling than ours and mean no other thing by."""

import re
from decimal import Decimal
from functools import singledispatch
from typing import Any

import msgspec
from litestar.types import ASGIApp, Receive, Scope, Send

_EMPTY = re.compile(rb"(^|&)[^=&]*=(?=&|$)")
_EXPONENT = re.compile(rb"[0-9.][eE]\+?[0-9]")
MOST_ZEROS = 30
"""An amount with more of them is refused by its owner as it is."""


def empty_is_absent(app: ASGIApp) -> ASGIApp:
    """`?lang=&cursor=` asks for no language and no page: a form's empty field."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        scope["query_string"] = _EMPTY.sub(b"", scope["query_string"])
        await app(scope, receive, send)

    return middleware


def in_digits(data: bytes, stated: Any) -> Any:
    """Amounts without exponents: who reads 1.2E7 again, a person in a form too, finds 12000000."""
    return _in_digits(stated) if _EXPONENT.search(data) else stated


@singledispatch
def _in_digits(stated: Any) -> Any:
    return stated


@_in_digits.register
def _(stated: Decimal) -> Decimal:
    exponent = stated.as_tuple().exponent
    return Decimal(f"{stated:f}") if isinstance(exponent, int) and 0 < exponent <= MOST_ZEROS else stated


@_in_digits.register(list)
def _(stated: list[Any]) -> list[Any]:
    return [_in_digits(part) for part in stated]


@_in_digits.register(dict)
def _(stated: dict[Any, Any]) -> dict[Any, Any]:
    return {name: _in_digits(part) for name, part in stated.items()}


@_in_digits.register
def _(stated: msgspec.Struct) -> msgspec.Struct:
    parts = {name: _in_digits(getattr(stated, name)) for name in stated.__struct_fields__}
    return msgspec.structs.replace(stated, **parts)
