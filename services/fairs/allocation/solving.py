"""Draft, then two worker processes: one looks for plans, one for what no plan can exceed."""

from collections.abc import Callable, Iterator, Mapping

from services.fairs.allocation.checking import value
from services.fairs.allocation.draft import draft
from services.fairs.allocation.fair import Fair
from services.fairs.allocation.fairness import TILTS, corrected, shortfall
from services.fairs.allocation.rerun import bonus_for, kept
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found, Standing
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

Assignment = dict[str, str]

PART_FOR_SEARCH = 0.55
"""Of the seconds. The effort is planned for an idle machine; a busy one has the rest in reserve."""

UNFAIR = 10.0
"""A shortfall of one whole satisfaction costs ten times all that the fair is worth: fairness comes first."""


def solve(
    fair: Fair,
    former: Mapping[str, str],
    seed: int,
    deadline: Deadline,
    stop: Stop,
    *,
    heard: Callable[[Standing[Assignment]], None] | None = None,
) -> Standing[Assignment]:
    """The best plan and bound; both count the bonus for places that are kept. `heard`: told of each improvement."""
    bonus = bonus_for(fair, former)
    standing: Standing[Assignment] = Standing(deadline, integral=_whole(fair, bonus))
    first = draft(fair, former)
    standing.hear(_found(fair, first, former, bonus))
    standing.hear(Bounded(most_ever(fair, bonus)))
    if standing.proved or deadline.passed:
        return standing
    arguments = (fair, dict(former), bonus, seed, deadline)
    tasks: list[Task[Found[Assignment] | Bounded]] = [
        Task(search, (*arguments, first)),
        Task(limit, arguments),
    ]
    for report in reports(tasks, deadline, stop):
        if standing.hear(report) and heard is not None:
            heard(standing)
        if standing.proved:
            break
    return standing


def search(
    fair: Fair, former: Assignment, bonus: float, seed: int, deadline: Deadline, start: Assignment
) -> Iterator[Found[Assignment]]:
    """Annealings of growing length, each from the best plan so far; more where fairness is asked for."""
    import numpy as np  # noqa: PLC0415 – a quarter of a second, which the parent process does not spend

    from services.fairs.allocation.annealing import anneal, schedules  # noqa: PLC0415
    from services.fairs.allocation.hall import hall_of, tilted  # noqa: PLC0415

    hall = hall_of(fair, former, bonus)
    rng = np.random.default_rng(seed)
    weights: dict[str, float] = {}
    plan = start
    rounds = schedules(hall, PART_FOR_SEARCH * (deadline.ends - deadline.started))
    if fair.fairness is not None:
        rounds = rounds[:1] * TILTS + rounds[1:]
    for schedule in rounds:
        worth = tilted(fair, hall, weights) if weights else hall.worth
        for holders in anneal(hall, worth, hall.holders(plan), schedule, rng, deadline):
            plan = hall.plan(holders)
            yield _found(fair, plan, former, bonus)
        if fair.fairness is not None:
            weights = corrected(fair, plan, weights)


def limit(
    fair: Fair, former: Assignment, bonus: float, seed: int, deadline: Deadline
) -> Iterator[Found[Assignment] | Bounded]:
    """First the bound that is there in seconds, then the proof where the fair is small enough."""
    from services.fairs.allocation.bound import upper_bounds  # noqa: PLC0415 – numpy, see `search`
    from services.fairs.allocation.hall import hall_of  # noqa: PLC0415

    for bound in upper_bounds(hall_of(fair, former, bonus), deadline.share(0.5)):
        yield Bounded(bound)
    from services.fairs.allocation.exact import LARGEST, columns_of, prove  # noqa: PLC0415 – highspy

    if columns_of(fair) <= LARGEST:
        yield from prove(fair, former, bonus, seed, deadline)


def most_ever(fair: Fair, bonus: float) -> float:
    """Everybody in the dearest booth, all neighbours of one category: a bound before anything is computed."""
    wishes = sum(
        max(exhibitor.utility.values()) * exhibitor.priority + bonus
        for exhibitor in fair.exhibitors
        if exhibitor.utility
    )
    return wishes + fair.weights.cluster * len(fair.adjacent)


def _found(fair: Fair, plan: Assignment, former: Mapping[str, str], bonus: float) -> Found[Assignment]:
    penalty = UNFAIR * most_ever(fair, bonus) * shortfall(fair, plan)
    return Found(plan, value(fair, plan) + bonus * kept(plan, former) - penalty)


def _whole(fair: Fair, bonus: float) -> bool:
    numbers: list[float] = [bonus, fair.weights.cluster]
    for exhibitor in fair.exhibitors:
        numbers += [exhibitor.priority, *exhibitor.utility.values()]
    return all(isinstance(number, int) or number.is_integer() for number in numbers)
