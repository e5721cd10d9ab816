"""What is said of one requirement."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Answer = Literal["met", "unmet", "unknown"]


class Verdict(Struct, frozen=True):
    verdict: Answer
    reason: str


def met(reason: str) -> Verdict:
    return Verdict("met", reason)


def unmet(reason: str) -> Verdict:
    return Verdict("unmet", reason)


def unknown(reason: str) -> Verdict:
    return Verdict("unknown", reason)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One of several will do: met when one is, unmet only when all are."""
    given = list(verdicts)
    order: tuple[Answer, ...] = ("met", "unknown", "unmet")
    return next(it for answer in order for it in given if it.verdict == answer)
