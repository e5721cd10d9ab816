"""Fairness between groups: the mean satisfaction of each is at least a given part of everybody's.

Lagrangian: a group that falls short has its wishes weighed more in the next annealing, one that has more
than enough gets its weight back. The plan is still valued by its plain points.
"""

from collections.abc import Mapping

from services.fairs.allocation.checking import satisfaction_by_group
from services.fairs.allocation.fair import Fair

TILTS = 6
"""Annealings with weights corrected in between, where a fair asks for fairness."""


def shortfall(fair: Fair, plan: Mapping[str, str]) -> float:
    """By how much the worst-off group misses its share; 0 where all have it or nobody asked."""
    if fair.fairness is None:
        return 0.0
    means = satisfaction_by_group(fair, plan)
    return max((max(0.0, fair.fairness * means[""] - mean) for mean in means.values()), default=0.0)


def corrected(fair: Fair, plan: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, float]:
    means = satisfaction_by_group(fair, plan)
    asked = (fair.fairness or 0.0) * means.get("", 0.0)
    return {
        group: max(0.0, weights.get(group, 0.0) + 4 * (asked * 1.01 - mean) / max(asked, 0.01))
        for group, mean in means.items()
        if group
    }
