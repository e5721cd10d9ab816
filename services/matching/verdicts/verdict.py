"""What is said of one requirement."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

Answer = Literal["met", "unmet", "unknown"]
UNKNOWN = 0.8
NEAR = 0.2
"""The credits of what is not known, and what an unmet amount approaches. With 0.5 and 0.4 `make bench-match` ranked a
listing that lacks something above one that has not said everything (nDCG@10 0.943 instead of 0.975).
"""


class Verdict(Struct, frozen=True):
    """`why` is a code that `facts` belong to. `credit` is 1 for met, less for unknown, and for unmet less than
    that, by how near it comes: it never falls when a fact gets better.
    """

    verdict: Answer
    why: str
    facts: Mapping[str, str]
    credit: float

    @property
    def reason(self) -> str:
        """For programs and their operators, in English."""
        told = ", ".join(f"{name} {fact}" for name, fact in self.facts.items())
        return self.why.replace("_", " ") + (f": {told}" if told else "")


def met(why: str, **facts: str) -> Verdict:
    return Verdict("met", why, facts, 1.0)


def unmet(why: str, near: float = 0, /, **facts: str) -> Verdict:
    """`near`: from 0 to 1, how much of what is asked there is."""
    return Verdict("unmet", why, facts, NEAR * near)


def unknown(why: str, credit: float = UNKNOWN, /, **facts: str) -> Verdict:
    return Verdict("unknown", why, facts, credit)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One of several will do: met when one is, unmet only when all are."""
    given = list(verdicts)
    order: tuple[Answer, ...] = ("met", "unknown", "unmet")
    return next(
        max((it for it in given if it.verdict == answer), key=lambda it: it.credit)
        for answer in order
        if any(it.verdict == answer for it in given)
    )
