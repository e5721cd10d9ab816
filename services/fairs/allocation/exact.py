"""The program of this package's docstring, solved by HiGHS: a proof for small halls, better cuts for others.

Of the rivalries only the strongest form is kept, one row per exhibitor and ordered pair of booths:
x[e,u] + Σ_{(e,f)∈R} x[f,v] ≤ 1 holds because v has at most one exhibitor.
"""

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import highspy
import numpy as np

from services.fairs.allocation.checking import value
from services.fairs.allocation.draft import competitors
from services.fairs.allocation.fair import Exhibitor, Fair
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found

LARGEST = 20_000
"""Columns. Beyond, the linear relaxation alone takes longer than the Lagrangian bound that equals it."""


class Program:
    """Columns and rows of a maximisation, gathered one by one."""

    def __init__(self) -> None:
        self.gains: list[float] = []
        self.places: list[tuple[str, str]] = []
        self.starts, self.indices, self.values = [0], list[int](), list[float]()
        self.most: list[float] = []

    def column(self, gain: float) -> int:
        self.gains.append(gain)
        return len(self.gains) - 1

    def row(self, terms: Mapping[int, float], most: float) -> None:
        self.indices += terms.keys()
        self.values += terms.values()
        self.starts.append(len(self.indices))
        self.most.append(most)

    @property
    def slack(self) -> float:
        """How near a bound must come: where all gains are whole numbers, less than one."""
        return 0.99 if all(float(gain).is_integer() for gain in self.gains) else 1e-6

    def highs(self, seconds: float, seed: int) -> highspy.Highs:
        columns, rows = len(self.gains), len(self.most)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, rows
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self.gains, dtype=float)
        lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.ones(columns)
        lp.row_lower_, lp.row_upper_ = np.full(rows, -highspy.kHighsInf), np.array(self.most, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.indices, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.values, dtype=float)
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole] * len(self.places) + [real] * (columns - len(self.places))
        new: Callable[[], highspy.Highs] = highspy.Highs
        highs = new()
        for option, setting in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", seed % 2**31),
            ("time_limit", seconds),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", self.slack),
        ):
            highs.setOptionValue(option, setting)
        highs.passModel(lp)
        return highs


def columns_of(fair: Fair) -> int:
    categories = len({exhibitor.category for exhibitor in fair.exhibitors})
    return sum(len(exhibitor.utility) for exhibitor in fair.exhibitors) + categories * len(fair.adjacent)


def program_of(fair: Fair, former: Mapping[str, str], bonus: float) -> Program:
    program = Program()
    stands: dict[tuple[str, str], int] = {}
    at_booth: dict[str, list[int]] = defaultdict(list)
    of_category: dict[tuple[str, str], list[int]] = defaultdict(list)
    for exhibitor in fair.exhibitors:
        for booth, points in exhibitor.utility.items():
            if exhibitor.fixed in (None, booth):
                kept = bonus if former.get(exhibitor.id) == booth else 0
                column = program.column(points * exhibitor.priority + kept)
                program.places.append((exhibitor.id, booth))
                stands[exhibitor.id, booth] = column
                at_booth[booth].append(column)
                of_category[booth, exhibitor.category].append(column)
    for exhibitor in fair.exhibitors:
        program.row({stands[exhibitor.id, b]: 1 for b in exhibitor.utility if (exhibitor.id, b) in stands}, 1)
        if exhibitor.fixed is not None:
            program.row({stands[exhibitor.id, exhibitor.fixed]: -1}, -1)
    for columns in at_booth.values():
        program.row(dict.fromkeys(columns, 1), 1)
    _cluster(program, fair, of_category)
    _part_rivals(program, fair, stands)
    _be_fair(program, fair, stands)
    return program


def _cluster(program: Program, fair: Fair, of_category: Mapping[tuple[str, str], list[int]]) -> None:
    for u, v in fair.adjacent:
        for category in sorted({exhibitor.category for exhibitor in fair.exhibitors}):
            ends = [of_category.get((booth, category)) for booth in (u, v)]
            if all(ends):
                both = program.column(fair.weights.cluster)
                for columns in ends:
                    program.row({both: 1, **dict.fromkeys(columns or (), -1)}, 0)


def _part_rivals(program: Program, fair: Fair, stands: Mapping[tuple[str, str], int]) -> None:
    for who, others in competitors(fair).items():
        for u, v in [*fair.adjacent, *((v, u) for u, v in fair.adjacent)]:
            there = [stands[other, v] for other in sorted(others) if (other, v) in stands]
            if there and (who, u) in stands:
                program.row({stands[who, u]: 1, **dict.fromkeys(there, 1)}, 1)


def _be_fair(program: Program, fair: Fair, stands: Mapping[tuple[str, str], int]) -> None:
    """The mean over a group is at least so much of the mean over all; each counted as a part of its best."""
    counted = [exhibitor for exhibitor in fair.exhibitors if max(exhibitor.utility.values(), default=0) > 0]
    for group in sorted({exhibitor.group for exhibitor in counted if exhibitor.group is not None}):
        if fair.fairness is None:
            return
        size = sum(1 for exhibitor in counted if exhibitor.group == group)
        program.row(
            {
                stands[exhibitor.id, booth]: _share(exhibitor, booth)
                * (fair.fairness / len(counted) - (exhibitor.group == group) / size)
                for exhibitor in counted
                for booth in exhibitor.utility
                if (exhibitor.id, booth) in stands
            },
            0,
        )


def _share(exhibitor: Exhibitor, booth: str) -> float:
    return exhibitor.utility[booth] / max(exhibitor.utility.values())


def prove(
    fair: Fair, former: Mapping[str, str], bonus: float, seed: int, deadline: Deadline
) -> Iterator[Found[dict[str, str]] | Bounded]:
    """HiGHS runs in a thread of its own, as its callbacks must not wait for whoever reads these reports."""
    program = program_of(fair, former, bonus)
    highs = program.highs(deadline.left, seed)
    said: queue.SimpleQueue[float | None] = queue.SimpleQueue()
    highs.cbMipLogging.subscribe(lambda event: said.put(event.data_out.mip_dual_bound))

    def run() -> None:
        highs.run()
        said.put(None)

    threading.Thread(target=run, daemon=True).start()
    for bound in iter(said.get, None):
        if abs(bound) < highspy.kHighsInf:
            yield Bounded(bound)
    status, info = highs.getModelStatus(), highs.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        taken = highs.getSolution().col_value
        plan = {who: booth for at, (who, booth) in enumerate(program.places) if taken[at] > 0.5}  # noqa: PLR2004
        kept = sum(1 for who, booth in plan.items() if former.get(who) == booth)
        yield Found(plan, value(fair, plan) + bonus * kept)
    if status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
        yield Bounded(info.mip_dual_bound)
