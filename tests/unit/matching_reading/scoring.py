"""A reading held against what its text says: which stated fields are right, which unstated ones were guessed."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from services.matching.reading.demand import DemandRead, ItemRead
from shared.contracts.values import Language
from shared.text import fold

FOLDER = Path(__file__).parent
NOT_GUESSED: tuple[object, ...] = (None, "unknown", [], False)


class WantedItem(msgspec.Struct, forbid_unknown_fields=True):
    """`c` concept, `q` quantity, `u` unit, `m` months, `p` price, `k` packaging."""

    c: str
    q: float | str | None = None
    u: str | None = None
    per: str | None = None
    m: list[int] | None = None
    p: tuple[float, str, str] | None = None
    k: tuple[float | None, str | None, str | None] | None = None


class Example(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    items: list[WantedItem]
    to: str | None = None
    term: str | None = None
    at: str | None = None
    cert: list[str] = []
    wish: list[str] = []
    sample: bool = False


class Difference(NamedTuple):
    field: str
    wanted: object
    got: object

    @property
    def is_silent_guess(self) -> bool:
        return self.got not in NOT_GUESSED


HELD_OUT = FOLDER / "held_out"
"""Rounds of texts written before the reader was run on them; what it read at first stands in their README."""


def examples(language: Language, folder: Path = FOLDER) -> list[Example]:
    lines = (folder / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [msgspec.json.decode(line, type=Example) for line in lines if line]


def fields(example: Example, got: DemandRead) -> Iterator[Difference]:
    """Every field with both sides; the same items in the same order."""
    yield Difference("items", len(example.items), len(got.items))
    for wanted, item in zip(example.items, got.items, strict=False):
        yield from _item_fields(wanted, item)
    yield Difference("destination", example.to, got.destination)
    yield Difference("incoterm", example.term, got.incoterm)
    yield Difference("incoterm_place", example.at, got.incoterm_place)
    yield Difference("certificates", sorted(example.cert), sorted(got.certificates))
    yield Difference("certificates_wished", sorted(example.wish), sorted(got.certificates_wished))
    yield Difference("sample_first", example.sample, got.sample_first)


def differences(example: Example, got: DemandRead) -> list[Difference]:
    return [it for it in fields(example, got) if it.wanted != it.got]


def _item_fields(wanted: WantedItem, got: ItemRead) -> Iterator[Difference]:
    named = fold(got.concept_vi or "")
    same = fold(wanted.c) in named or (bool(named) and named in fold(wanted.c))
    yield Difference("concept", wanted.c, wanted.c if same else got.concept_vi)
    yield Difference("quantity", wanted.q, _number(got.quantity))
    yield Difference("unit", wanted.u, got.unit)
    yield Difference("per", wanted.per, got.per)
    yield Difference("months", wanted.m, got.months)
    price, pack = got.target_price, got.packaging
    yield Difference("target_price", wanted.p, price and (_number(price.amount), price.currency, price.per_unit))
    yield Difference("packaging", wanted.k, pack and (_number(pack.amount), pack.unit, pack.type))


def _number(value: Decimal | str | None) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else value
