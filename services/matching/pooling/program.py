"""Needs for CP-SAT: the program of this package's docstring, on what is left of the supply."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.pooling.parts import Filled, Need, Supply, can_be_filled, ceiling
from shared.solving.cpsat import Effort, Model


@dataclass(frozen=True)
class Answer:
    """No `filled` where nothing was found in time; `bound` holds for these needs and this supply."""

    filled: Filled | None
    bound: int


def best_fill(needs: Sequence[Need], left: Supply, partner: int, effort: Effort, hint: Filled) -> Answer:
    """The most valuable way to fill some of the needs."""
    model = Model()
    gains: dict[int, int] = {}
    hinted: dict[int, int] = {}
    lots: dict[int, tuple[int, int, int]] = {}
    for need in needs:
        if can_be_filled(need):
            _add(model, need, partner, hint, gains, hinted, lots)
    _share_supply(model, left, lots)
    model.minimise({column: -gain for column, gain in gains.items()})
    model.hint(hinted)
    outcome = model.solve(effort)
    if not outcome.found:
        return Answer(None, sum(ceiling(need) for need in needs))
    filled: Filled = defaultdict(dict)
    for column, (demand, offer, month) in lots.items():
        if outcome.values[column]:
            filled[demand][offer, month] = outcome.values[column]
    return Answer(dict(filled), -round(outcome.bound))


def _add(
    model: Model,
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


def _share_supply(model: Model, left: Supply, lots: dict[int, tuple[int, int, int]]) -> None:
    competing: dict[tuple[int, int], list[int]] = defaultdict(list)
    for column, (_, offer, month) in lots.items():
        competing[offer, month].append(column)
    for place, columns in competing.items():
        if len(columns) > 1:
            model.row(columns, [1] * len(columns), 0, left[place])
