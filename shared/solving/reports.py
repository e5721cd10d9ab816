"""What a solver says while it runs, and what is known so far. Every solver maximises."""

import math
import sys
from typing import Generic, TextIO, TypeVar

import msgspec

from shared.solving.clock import Deadline

S = TypeVar("S")

PROVED_WITHIN = 1e-6
"""Relative: what floating point leaves between a bound and the objective that equals it."""

WHOLE_WITHIN = 0.01
"""Points: at most so much of it where all values are whole numbers, however large they are."""


class Found(msgspec.Struct, Generic[S], frozen=True):
    """A feasible solution and its value."""

    solution: S
    objective: float


class Bounded(msgspec.Struct, frozen=True):
    """No solution is worth more than this."""

    bound: float


class Impossible(msgspec.Struct, frozen=True):
    """Proved: there is no solution, and why."""

    conflict: tuple[str, ...]


def slack(value: float, *, integral: bool) -> float:
    """How far below a bound a value still meets it."""
    part = PROVED_WITHIN * max(1.0, abs(value))
    return min(part, WHOLE_WITHIN) if integral else part


class Standing(Generic[S]):
    """The best solution and the best bound heard so far; each improvement is a line on stderr."""

    def __init__(self, deadline: Deadline, *, integral: bool = True, out: TextIO | None = None) -> None:
        self.deadline = deadline
        self.integral = integral
        self.best: Found[S] | None = None
        self.bound: float | None = None
        self._out = sys.stderr if out is None else out

    def hear(self, report: Found[S] | Bounded) -> bool:
        """Whether the report says anything new."""
        if isinstance(report, Bounded):
            news = self._lowers(report.bound)
        else:
            news = self.best is None or report.objective > self.best.objective
            if news:
                self.best = report
        if news:
            self._out.write(self.line() + "\n")
            self._out.flush()
        return news

    def _lowers(self, bound: float) -> bool:
        """Where all values are whole numbers, so is the optimum: a bound of 9543.7 says 9543."""
        if self.integral:
            bound = float(math.floor(bound + slack(bound, integral=True)))
        if self.bound is not None and bound >= self.bound:
            return False
        self.bound = bound
        return True

    @property
    def proved(self) -> bool:
        if self.best is None or self.bound is None:
            return False
        return self.bound - self.best.objective <= slack(self.best.objective, integral=self.integral)

    @property
    def gap(self) -> float | None:
        if self.best is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.best.objective) / max(1e-9, abs(self.best.objective))

    def line(self) -> str:
        best = "–" if self.best is None else f"{self.best.objective:.10g}"
        bound = "–" if self.bound is None else f"{self.bound:.10g}"
        gap = "" if self.gap is None else f"  gap {100 * self.gap:.3f} %"
        return f"{self.deadline.elapsed:8.2f} s  best {best}  bound {bound}{gap}"
