"""What a co-op can do about what its products lack: each thing once, with the products that it helps."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from shared.contracts.readiness import DECIDING, Fact, Gap, Gaps, Market

Item = TypeVar("Item")


class Step(NamedTuple):
    """One thing to do."""

    code: str
    by_law: bool
    markets: list[Market]
    weeks: tuple[int, int]
    products: list[Gaps]


class Question(NamedTuple):
    """A fact to state first: without it nobody can say whether these requirements concern the products."""

    fact: Fact
    codes: list[str]
    products: list[Gaps]


def steps(listings: Sequence[Gaps]) -> list[Step]:
    """What the law asks first, then what helps most products."""
    by_code: dict[str, list[tuple[Gaps, Gap]]] = {}
    for one in listings:
        for gap in one.lacking:
            if not gap.undecided:
                by_code.setdefault(gap.code, []).append((one, gap))
    found = [
        Step(
            code,
            by_law=any(gap.kind == "legal" for _, gap in same),
            markets=_once(market for _, gap in same for market in gap.markets),
            weeks=max(gap.weeks for _, gap in same),
            products=[one for one, _ in same],
        )
        for code, same in by_code.items()
    ]
    return sorted(found, key=lambda step: (not step.by_law, -len(step.products)))


def questions(listings: Sequence[Gaps]) -> list[Question]:
    found = []
    for fact in sorted(DECIDING):
        open_to = [(one, [gap.code for gap in one.lacking if fact in gap.undecided]) for one in listings]
        codes = _once(code for _, waiting in open_to for code in waiting)
        if codes:
            found.append(Question(fact, codes, [one for one, waiting in open_to if waiting]))
    return found


def _once(items: Iterable[Item]) -> list[Item]:
    return list(dict.fromkeys(items))
