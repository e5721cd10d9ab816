"""Linear programs in arrays, solved by HiGHS: maximise c·x with A x ≤ b, 0 ≤ x ≤ u."""

from dataclasses import dataclass
from typing import Literal

import highspy
import numpy as np

from services.fairs.timetable.problem import Bools, Floats, Ints
from shared.solving.clock import Deadline

Method = Literal["simplex", "ipm"]
UNLIMITED = 2**31 - 1


@dataclass(frozen=True)
class Programme:
    """A is given by its entries: values[e] stands in row rows[e] and column columns[e]."""

    worth: Floats
    upper: Floats
    rows: Ints
    columns: Ints
    values: Floats
    limits: Floats

    def beside(self, ones: Bools) -> "Programme":
        """The program of the other columns, when these are one."""
        entries = ~ones[self.columns]
        number = np.cumsum(~ones) - 1
        taken = np.bincount(self.rows[~entries], self.values[~entries], len(self.limits))
        return Programme(
            self.worth[~ones],
            self.upper[~ones],
            self.rows[entries],
            number[self.columns[entries]],
            self.values[entries],
            self.limits - taken,
        )


@dataclass(frozen=True)
class Solved:
    """`x` is feasible (within 1e-7); `duals` are ≥ 0, and any such give a bound."""

    x: Floats
    duals: Floats
    value: float


def solve(programme: Programme, deadline: Deadline, method: Method = "simplex") -> Solved | None:
    """An optimal vertex, or None when time ran out or there is none.

    A status "unknown" with a feasible solution is one whose duals are off by 1e-5: no harm to a safe bound.
    """
    highs = _loaded(programme, deadline)
    highs.setOptionValue("solver", method)
    highs.run()
    ended = highs.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown)
    if not ended or not _feasible(highs):
        return None
    solution = highs.getSolution()
    return Solved(
        np.array(solution.col_value),
        np.abs(np.array(solution.row_dual)),
        highs.getInfo().objective_function_value,
    )


@dataclass(frozen=True)
class Branched:
    """The best x found, if any, and what no x can be worth more than."""

    x: Floats | None
    bound: float


def branch(
    programme: Programme, whole: Bools, deadline: Deadline, gap: float = 0.0, nodes: int = UNLIMITED
) -> Branched:
    """Branch and bound, with those columns whole numbers, to a relative gap."""
    highs = _loaded(programme, deadline)
    highs.setOptionValue("mip_max_nodes", nodes)
    highs.setOptionValue("mip_rel_gap", gap)
    chosen = np.flatnonzero(whole).astype(np.int32)
    highs.changeColsIntegrality(len(chosen), chosen, np.array([highspy.HighsVarType.kInteger] * len(chosen)))
    highs.run()
    x = np.array(highs.getSolution().col_value) if _feasible(highs) else None
    return Branched(x, highs.getInfo().mip_dual_bound)


def _feasible(highs: highspy.Highs) -> bool:
    return bool(highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)


def _loaded(programme: Programme, deadline: Deadline) -> highspy.Highs:
    columns, rows = len(programme.worth), len(programme.limits)
    order = np.argsort(programme.columns, kind="stable")
    starts = np.searchsorted(programme.columns[order], np.arange(columns + 1))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = programme.worth
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), programme.upper
    lp.row_lower_, lp.row_upper_ = np.full(rows, -highspy.kHighsInf), programme.limits
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = programme.rows[order].astype(np.int32)
    lp.a_matrix_.value_ = programme.values[order]
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("time_limit", max(0.01, deadline.left))
    highs.passModel(lp)
    return highs
