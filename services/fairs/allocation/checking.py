"""The value of a plan and all that is wrong with it; knows the rules, and nothing of how plans are made."""

from collections import Counter, defaultdict
from collections.abc import Mapping

import msgspec

from services.fairs.allocation.fair import Fair, rivals_side_by_side


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    feasible: bool
    errors: tuple[str, ...]
    objective: float
    satisfaction: float
    placed: int
    cluster_edges: int


def check(fair: Fair, assignment: Mapping[str, str]) -> Verdict:
    exhibitors = {exhibitor.id: exhibitor for exhibitor in fair.exhibitors}
    booths = {booth.id for booth in fair.booths}
    known = {who: booth for who, booth in assignment.items() if who in exhibitors and booth in booths}
    errors = [f"unknown: {who} in {booth}" for who, booth in assignment.items() if who not in known]
    errors += [f"booth {booth} is given {times} times" for booth, times in Counter(known.values()).items() if times > 1]
    satisfaction: float = 0
    for who, booth in known.items():
        if booth in exhibitors[who].utility:
            satisfaction += exhibitors[who].utility[booth] * exhibitors[who].priority
        else:
            errors.append(f"{who}: booth {booth} does not meet its needs")
    errors += [
        f"{exhibitor.id} is to keep booth {exhibitor.fixed}"
        for exhibitor in fair.exhibitors
        if exhibitor.fixed is not None and assignment.get(exhibitor.id) != exhibitor.fixed
    ]
    errors += [
        f"competitors {one} and {other} are adjacent in {u} and {v}"
        for one, other, u, v in rivals_side_by_side(fair, known)
    ]
    category = {booth: exhibitors[who].category for who, booth in known.items()}
    edges = sum(1 for u, v in fair.adjacent if u in category and v in category and category[u] == category[v])
    return Verdict(
        feasible=not errors,
        errors=tuple(errors[:20]),
        objective=satisfaction + fair.weights.cluster * edges,
        satisfaction=satisfaction,
        placed=len(known),
        cluster_edges=edges,
    )


def value(fair: Fair, assignment: Mapping[str, str]) -> float:
    return check(fair, assignment).objective


def satisfaction_by_group(fair: Fair, assignment: Mapping[str, str]) -> dict[str, float]:
    """Mean over a group of what its exhibitors got, as a part of the best that the halls hold for each."""
    got: dict[str, list[float]] = defaultdict(list)
    for exhibitor in fair.exhibitors:
        best = max(exhibitor.utility.values(), default=0)
        if best > 0:
            place = assignment.get(exhibitor.id)
            share = 0.0 if place is None else exhibitor.utility.get(place, 0) / best
            for group in ("", exhibitor.group):
                if group is not None:
                    got[group].append(share)
    return {group: sum(shares) / len(shares) for group, shares in sorted(got.items())}
