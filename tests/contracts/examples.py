"""`python -m tests.contracts.examples`: write a golden file for each message that has none yet.

Files that are there are never rewritten: they are what other programs may have kept.
"""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect

from shared.contracts.inventory import messages
from shared.contracts.message import Request, reply_type

GOLDEN = Path(__file__).parent / "golden"

SAMPLES: dict[type[inspect.Type], Any] = {
    inspect.UUIDType: "0190b8a0-0000-7000-8000-000000000001",
    inspect.DateTimeType: "2026-12-05T01:00:00Z",
    inspect.DateType: "2026-12-05",
    inspect.DecimalType: "185000.50",
    inspect.IntType: 3,
    inspect.FloatType: 3.0,
    inspect.BoolType: True,
    inspect.NoneType: None,
}
STRINGS = {
    "^[0-9]{6}$": "081090",
    "^[0-9a-f]{24}$": "0190b8a00000700080000001",
    "^[0-9]{8,10}$": "08109010",
    "^([0-9]{8}|[0-9]{12,14})$": "8934563138165",
    "^[A-Z]{2}[A-Z0-9]{3}$": "VNHPH",
    "^[A-Z]{2}$": "VN",
    "^[A-Z]{3}$": "VND",
    "^[0-9]{2}$": "24",
    r"^(\+[0-9]{6,15})?$": "+84912345678",
    r"^(https?://[^\s]{1,290})?$": "https://vca.org.vn",
    "^20[0-9]{2}-(0[1-9]|1[0-2])$": "2026-12",
    "^[A-Z][A-Z0-9]{0,5}$": "A",
    "^[A-Z0-9][A-Z0-9.-]{0,11}$": "A01",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "a@b.vn",
}


def golden_file(name: str) -> Path:
    return GOLDEN / f"{name}.json"


def kinds() -> dict[str, Any]:
    """Messages by subject, replies by the subject of their request."""
    found: dict[str, Any] = {}
    for message in messages():
        found[message.subject.replace("*", "any")] = message
        if issubclass(message, Request):
            found[f"{message.subject.replace('*', 'any')}.reply"] = reply_type(message)
    return found


def example(kind: inspect.Type) -> Any:
    """A value of every field, as JSON would carry it."""
    if isinstance(kind, inspect.FloatType) and kind.le is not None:
        return min(SAMPLES[inspect.FloatType], kind.le)
    if type(kind) in SAMPLES:
        return SAMPLES[type(kind)]
    match kind:
        case inspect.StructType():
            return {field.encode_name: example(field.type) for field in kind.fields}
        case inspect.ListType() | inspect.FrozenSetType() | inspect.SetType():
            return [example(kind.item_type)] * (kind.min_length or 1 if isinstance(kind, inspect.ListType) else 1)
        case inspect.TupleType():
            return [example(item) for item in kind.item_types]
        case inspect.DictType():
            return {str(example(kind.key_type)): example(kind.value_type)}
        case inspect.UnionType():
            return example(next(part for part in kind.types if not isinstance(part, inspect.NoneType)))
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.StrType():
            return STRINGS.get(kind.pattern or "", "x" * max(10, kind.min_length or 0))
        case _:
            raise TypeError(f"no example of {kind}")


def write_missing() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, kind in kinds().items():
        if not golden_file(name).exists():
            value = msgspec.convert(example(inspect.type_info(kind)), kind, strict=False)
            golden_file(name).write_bytes(
                msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"
            )


if __name__ == "__main__":
    write_missing()
