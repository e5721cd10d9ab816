"""Needs for CP-SAT: the program of this package's docstring, on what is left of the supply.

Built from the messages beneath `ortools.sat.python.cp_model`: importing that module brings pandas and takes
1.4 s, these take 0.06 s, and one demand is to be answered in half a second.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model_helper as sat

from services.matching.pooling.parts import Filled, Need, Supply, can_be_filled, ceiling


@dataclass(frozen=True)
class Effort:
    """`work` is CP-SAT's deterministic time: about a second of an idle machine, the same on every machine."""

    work: float
    seconds: float
    seed: int


@dataclass(frozen=True)
class Answer:
    """No `filled` where nothing was found in time; `bound` holds for these needs and this supply."""

    filled: Filled | None
    bound: int


class _Model:
    def __init__(self) -> None:
        self.proto = sat.CpModelProto()
        self.columns = 0

    def column(self, *domain: int) -> int:
        self.proto.variables.add().domain.extend(domain)
        self.columns += 1
        return self.columns - 1

    def row(self, columns: Sequence[int], factors: Sequence[int], least: int, most: int) -> None:
        linear = self.proto.constraints.add().linear
        linear.vars.extend(columns)
        linear.coeffs.extend(factors)
        linear.domain.extend([least, most])

    def at_least_zero(self, columns: Sequence[int], factors: Sequence[int]) -> None:
        self.row(columns, factors, 0, sum(factor for factor in factors if factor > 0))


def best_fill(needs: Sequence[Need], left: Supply, partner: int, effort: Effort, hint: Filled) -> Answer:
    """The most valuable way to fill some of the needs."""
    model = _Model()
    gains: dict[int, int] = {}
    hinted: dict[int, int] = {}
    lots: dict[int, tuple[int, int, int]] = {}
    for need in needs:
        if can_be_filled(need):
            _add(model, need, partner, hint, gains, hinted, lots)
    _share_supply(model, left, lots)
    objective = model.proto.objective
    objective.vars.extend(list(gains))
    objective.coeffs.extend([-gain for gain in gains.values()])
    model.proto.solution_hint.vars.extend(list(hinted))
    model.proto.solution_hint.values.extend(list(hinted.values()))
    solver = sat.SolveWrapper()
    solver.set_parameters(_parameters(effort))
    run: Callable[[sat.CpModelProto], sat.CpSolverResponse] = solver.solve
    response = run(model.proto)
    if response.status == sat.CpSolverStatus.MODEL_INVALID:
        raise RuntimeError("CP-SAT refuses the model")
    if response.status not in (sat.CpSolverStatus.OPTIMAL, sat.CpSolverStatus.FEASIBLE):
        return Answer(None, sum(ceiling(need) for need in needs))
    filled: Filled = defaultdict(dict)
    solution = list(response.solution)
    for column, (demand, offer, month) in lots.items():
        if solution[column]:
            filled[demand][offer, month] = solution[column]
    return Answer(dict(filled), -round(response.best_objective_bound))


def _parameters(effort: Effort) -> "sat.SatParameters":
    """One search: several that do not take turns would make each run another."""
    parameters = sat.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = effort.seed % 2**31
    parameters.max_deterministic_time = effort.work
    parameters.max_time_in_seconds = effort.seconds
    return parameters


def _add(
    model: _Model,
    need: Need,
    partner: int,
    hint: Filled,
    gains: dict[int, int],
    hinted: dict[int, int],
    lots: dict[int, tuple[int, int, int]],
) -> None:
    former = hint.get(need.demand, {})
    deliverers = {offer for offer, _ in former}
    filled = model.column(0, 1)
    gains[filled], hinted[filled] = need.worth, int(bool(former))
    partners = []
    by_month: list[list[tuple[int, int, int]]] = [[] for _ in need.months]
    for option in need.options:
        delivers = model.column(0, 1)
        gains[delivers], hinted[delivers] = -partner, int(option.offer in deliverers)
        partners.append(delivers)
        for at, (month, most) in enumerate(zip(need.months, option.most, strict=True)):
            if most:
                lot = model.column(*((0, most) if option.lot == 1 else (0, 0, option.lot, most)))
                gains[lot], hinted[lot] = option.gain, former.get((option.offer, month), 0)
                lots[lot] = need.demand, option.offer, month
                by_month[at].append((lot, delivers, most))
                model.at_least_zero([lot, delivers], [-1, most])
    model.at_least_zero([*partners, filled], [-1] * len(partners) + [need.partners])
    for month_lots in by_month:
        columns = [lot for lot, _, _ in month_lots]
        model.row([*columns, filled], [1] * len(columns) + [-need.qty], 0, 0)
        mosts = [most for _, _, most in month_lots]
        model.at_least_zero([*(who for _, who, _ in month_lots), filled], [*mosts, -need.qty])


def _share_supply(model: _Model, left: Supply, lots: dict[int, tuple[int, int, int]]) -> None:
    competing: dict[tuple[int, int], list[int]] = defaultdict(list)
    for column, (_, offer, month) in lots.items():
        competing[offer, month].append(column)
    for place, columns in competing.items():
        if len(columns) > 1:
            model.row(columns, [1] * len(columns), 0, left[place])
