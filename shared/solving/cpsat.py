"""Constraint programs for CP-SAT, whatever they are about.

Built from the messages beneath `ortools.sat.python.cp_model`: importing that module brings pandas and takes
1.4 s, these take 0.06 s. To be imported by worker processes only: highspy may not live in the same one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model_helper as sat

Ended = Literal["optimal", "feasible", "infeasible", "unknown"]
ENDED: dict[object, Ended] = {
    sat.CpSolverStatus.OPTIMAL: "optimal",
    sat.CpSolverStatus.FEASIBLE: "feasible",
    sat.CpSolverStatus.INFEASIBLE: "infeasible",
    sat.CpSolverStatus.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class Effort:
    """`work` is CP-SAT's deterministic time: about a second of an idle machine, the same on every machine."""

    work: float
    seconds: float
    seed: int


@dataclass(frozen=True)
class Outcome:
    """`values` of all columns, empty where nothing was found; `bound` is for what is minimised."""

    ended: Ended
    values: list[int]
    bound: float

    @property
    def found(self) -> bool:
        return self.ended in ("optimal", "feasible")


class Model:
    """Columns are whole numbers. A column of 0 and 1 is a literal too, and `-1 - column` its negation."""

    def __init__(self) -> None:
        self.proto = sat.CpModelProto()
        self._columns = 0

    def column(self, *domain: int) -> int:
        self.proto.variables.add().domain.extend(domain)
        self._columns += 1
        return self._columns - 1

    def flag(self) -> int:
        return self.column(0, 1)

    def row(self, columns: Sequence[int], factors: Sequence[int], least: int, most: int) -> None:
        linear = self.proto.constraints.add().linear
        linear.vars.extend(columns)
        linear.coeffs.extend(factors)
        linear.domain.extend([least, most])

    def at_least_zero(self, columns: Sequence[int], factors: Sequence[int]) -> None:
        self.row(columns, factors, 0, sum(factor for factor in factors if factor > 0))

    def exactly_one(self, literals: Iterable[int]) -> None:
        self.proto.constraints.add().exactly_one.literals.extend(list(literals))

    def any_of(self, literals: Iterable[int]) -> None:
        self.proto.constraints.add().bool_or.literals.extend(list(literals))

    def hint(self, values: dict[int, int]) -> None:
        self.proto.solution_hint.vars.extend(list(values))
        self.proto.solution_hint.values.extend(list(values.values()))

    def minimise(self, factors: dict[int, int]) -> None:
        self.proto.objective.vars.extend(list(factors))
        self.proto.objective.coeffs.extend(list(factors.values()))

    def solve(
        self,
        effort: Effort,
        *,
        linear: int = 1,
        by_cores: bool = False,
        by_pseudo_booleans: bool = False,
        on_bound: Callable[[float], None] | None = None,
    ) -> Outcome:
        """`linear`: how much linear programs help, 0 … 2. `by_cores`: the bound is raised core by core.

        `by_pseudo_booleans`: conflicts are resolved as rows, not as clauses.
        """
        solver = sat.SolveWrapper()
        parameters = _parameters(effort, linear)
        parameters.optimize_with_core = by_cores
        parameters.use_pb_resolution = by_pseudo_booleans
        solver.set_parameters(parameters)
        if on_bound is not None:
            solver.add_best_bound_callback(on_bound)
        run: Callable[[sat.CpModelProto], sat.CpSolverResponse] = solver.solve
        response = run(self.proto)
        if response.status == sat.CpSolverStatus.MODEL_INVALID:
            raise RuntimeError("CP-SAT refuses the model")
        return Outcome(ENDED[response.status], list(response.solution), response.best_objective_bound)


def _parameters(effort: Effort, linear: int) -> "sat.SatParameters":
    """One search: several that do not take turns would make each run another."""
    parameters = sat.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = effort.seed % 2**31
    parameters.max_deterministic_time = effort.work
    parameters.max_time_in_seconds = effort.seconds
    parameters.linearization_level = linear
    return parameters
