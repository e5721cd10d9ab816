"""A plan at once, without numpy: the dearest wishes first."""

from collections import defaultdict
from collections.abc import Mapping

from services.fairs.allocation.fair import Exhibitor, Fair


def draft(fair: Fair, former: Mapping[str, str]) -> dict[str, str]:
    """Fixed places, then places of the former plan, then everybody else by priority times satisfaction."""
    everybody = {exhibitor.id: exhibitor for exhibitor in fair.exhibitors}
    neighbours = _neighbours(fair)
    rivals = competitors(fair)
    holder: dict[str, str] = {}
    plan: dict[str, str] = {}

    def give(exhibitor: Exhibitor, booth: str | None) -> None:
        if booth is None or exhibitor.id in plan or booth in holder or booth not in exhibitor.utility:
            return
        if any(holder.get(next_to) in rivals[exhibitor.id] for next_to in neighbours[booth]):
            return
        plan[exhibitor.id] = booth
        holder[booth] = exhibitor.id

    for exhibitor in fair.exhibitors:
        give(exhibitor, exhibitor.fixed)
    for who, booth in former.items():
        if who in everybody:
            give(everybody[who], booth)
    wishes = [
        (-points * exhibitor.priority, at, booth)
        for at, exhibitor in enumerate(fair.exhibitors)
        if exhibitor.id not in plan
        for booth, points in exhibitor.utility.items()
    ]
    for _, at, booth in sorted(wishes):
        give(fair.exhibitors[at], booth)
    return plan


def competitors(fair: Fair) -> dict[str, set[str]]:
    """Symmetric: naming is enough."""
    rivals: dict[str, set[str]] = defaultdict(set)
    for exhibitor in fair.exhibitors:
        for other in exhibitor.competitors:
            if other != exhibitor.id:
                rivals[exhibitor.id].add(other)
                rivals[other].add(exhibitor.id)
    return rivals


def _neighbours(fair: Fair) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for u, v in fair.adjacent:
        neighbours[u].append(v)
        neighbours[v].append(u)
    return neighbours
