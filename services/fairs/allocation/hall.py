"""The fair as arrays. Row |E| stands for nobody, column |B| for no booth: both are worth nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.fairs.allocation.draft import competitors
from services.fairs.allocation.fair import Fair

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Hall:
    """`worth[e,b]` is p·s plus the bonus for a kept place, `-never` where e cannot stand in b.

    `beside[e,f]` is what e and f as neighbours add: κ for one category, `-never` for competitors.
    `neighbours` is padded with |B|; `fixed[e]` is -1 where e may move.
    """

    exhibitors: tuple[str, ...]
    booths: tuple[str, ...]
    worth: Floats
    beside: Floats
    category: Ints
    neighbours: Ints
    adjacent: Ints
    fixed: Ints
    cluster: float
    never: float

    @property
    def wishes(self) -> Floats:
        """`worth` of real exhibitors in real booths."""
        return self.worth[:-1, :-1]

    def holders(self, plan: Mapping[str, str]) -> Ints:
        """For each booth its exhibitor, |E| for nobody."""
        who = {exhibitor: at for at, exhibitor in enumerate(self.exhibitors)}
        holder = {booth: who[exhibitor] for exhibitor, booth in plan.items()}
        return np.array([holder.get(booth, len(who)) for booth in self.booths], dtype=np.int64)

    def plan(self, holders: Ints) -> dict[str, str]:
        nobody = len(self.exhibitors)
        return {
            self.exhibitors[holder]: self.booths[at] for at, holder in enumerate(holders.tolist()) if holder != nobody
        }


def hall_of(fair: Fair, former: Mapping[str, str], bonus: float) -> Hall:
    """`bonus`: points for every exhibitor who keeps the booth of the former plan."""
    booth_at = {booth.id: at for at, booth in enumerate(fair.booths)}
    who = {exhibitor.id: at for at, exhibitor in enumerate(fair.exhibitors)}
    everybody, everywhere = len(who), len(booth_at)
    allowed = np.zeros((everybody, everywhere), dtype=bool)
    worth = np.zeros((everybody + 1, everywhere + 1))
    fixed = np.full(everybody, -1, dtype=np.int64)
    for at, exhibitor in enumerate(fair.exhibitors):
        places = [booth_at[booth] for booth in exhibitor.utility]
        if exhibitor.fixed is not None:
            fixed[at] = booth_at[exhibitor.fixed]
        allowed[at, places] = True
        worth[at, places] = [points * exhibitor.priority for points in exhibitor.utility.values()]
        kept = booth_at.get(former.get(exhibitor.id, ""))
        if kept is not None and allowed[at, kept]:
            worth[at, kept] += bonus
    settled = np.flatnonzero(fixed >= 0)
    elsewhere = np.ones((len(settled), everywhere), dtype=bool)
    elsewhere[np.arange(len(settled)), fixed[settled]] = False
    allowed[settled] &= ~elsewhere
    never = 10 * (float(worth.max()) + fair.weights.cluster * max(1, len(fair.adjacent))) + 1
    worth[:-1, :-1][~allowed] = -never
    return Hall(
        exhibitors=tuple(who),
        booths=tuple(booth_at),
        worth=worth,
        beside=_beside(fair, who, never),
        category=_categories(fair),
        neighbours=_neighbours(fair, booth_at),
        adjacent=np.array([[booth_at[u], booth_at[v]] for u, v in fair.adjacent], dtype=np.int64).reshape(-1, 2),
        fixed=fixed,
        cluster=float(fair.weights.cluster),
        never=never,
    )


def tilted(fair: Fair, hall: Hall, weights: Mapping[str, float]) -> Floats:
    """A copy of `worth` in which the wishes of each group count by 1 plus its weight."""
    factor = np.array([1 + weights.get(exhibitor.group or "", 0.0) for exhibitor in fair.exhibitors])
    worth = hall.worth.copy()
    worth[:-1, :-1] = np.where(hall.wishes >= 0, hall.wishes * factor[:, None], hall.wishes)
    return worth


def _categories(fair: Fair) -> Ints:
    number = {name: at for at, name in enumerate(sorted({exhibitor.category for exhibitor in fair.exhibitors}))}
    return np.array([number[exhibitor.category] for exhibitor in fair.exhibitors], dtype=np.int64)


def _beside(fair: Fair, who: Mapping[str, int], never: float) -> Floats:
    category = _categories(fair)
    beside = np.zeros((len(who) + 1, len(who) + 1))
    beside[:-1, :-1] = fair.weights.cluster * (category[:, None] == category[None, :])
    for one, others in competitors(fair).items():
        beside[who[one], [who[other] for other in others]] = -never
    return beside


def _neighbours(fair: Fair, booth_at: Mapping[str, int]) -> Ints:
    lists: list[list[int]] = [[] for _ in booth_at]
    for u, v in fair.adjacent:
        lists[booth_at[u]].append(booth_at[v])
        lists[booth_at[v]].append(booth_at[u])
    widest = max((len(beside) for beside in lists), default=0)
    return np.array(
        [beside + [len(lists)] * (widest - len(beside)) for beside in [*lists, []]], dtype=np.int64
    ).reshape(len(lists) + 1, widest)
