"""Least change at least loss: every place of the former plan that is kept is worth a bonus.

A bonus is one more number in the matrix of wishes, so annealing, bound and proof need no second form.
The bound is then told without it: no plan that keeps as many places is worth more.
"""

from collections.abc import Mapping

from services.fairs.allocation.fair import Fair

PART_OF_A_WISH = 0.5
"""Of the mean worth of a place: more than most single improvements bring, less than an empty booth costs."""


def bonus_for(fair: Fair, former: Mapping[str, str]) -> float:
    """Points for a kept place: what the fair says, else half of what such a place is worth on average."""
    if not former:
        return 0.0
    if fair.weights.move is not None:
        return float(fair.weights.move)
    worth = [
        exhibitor.utility[former[exhibitor.id]] * exhibitor.priority
        for exhibitor in fair.exhibitors
        if former.get(exhibitor.id) in exhibitor.utility
    ]
    return float(round(PART_OF_A_WISH * sum(worth) / len(worth))) if worth else 0.0


def kept(plan: Mapping[str, str], former: Mapping[str, str]) -> int:
    return sum(1 for who, booth in plan.items() if former.get(who) == booth)


def changed(fair: Fair, plan: Mapping[str, str], former: Mapping[str, str]) -> tuple[str, ...]:
    """Who stands elsewhere than before, or no longer anywhere."""
    return tuple(
        exhibitor.id
        for exhibitor in fair.exhibitors
        if exhibitor.id in former and plan.get(exhibitor.id) != former[exhibitor.id]
    )
