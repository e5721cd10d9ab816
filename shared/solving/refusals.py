"""How a solver ends without a solution. Each knows the exit code of its door."""

from collections.abc import Sequence
from typing import ClassVar


class Unsolved(Exception):  # noqa: N818 – a refusal, not a mistake of the program
    exit_code: ClassVar[int] = 1


class BadInput(Unsolved):
    """The file cannot be read, or says something that cannot be."""


class NothingFound(Unsolved):
    """Time ran out before any solution, and nothing proves that there is none."""


class StoppedEmpty(Unsolved):
    """Stopped from outside before any solution."""

    exit_code = 130


class Infeasible(Unsolved):
    """Proved: no solution exists. `conflict` names the smallest set found that cannot hold together."""

    exit_code = 3

    def __init__(self, conflict: Sequence[str]) -> None:
        super().__init__("\n".join(conflict))
        self.conflict = tuple(conflict)
