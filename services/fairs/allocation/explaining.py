"""Why an exhibitor does not stand where it wished to, and what it would cost to place it there."""

from collections.abc import Mapping

import msgspec

from services.fairs.allocation.checking import check, value
from services.fairs.allocation.fair import Fair

MOST_PLACES = 5


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`loses`: points of the whole plan if the exhibitor stood here and only the holder moved."""

    booth: str
    satisfaction: float
    sends_away: str | None = None
    loses: float | None = None
    why_not: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    exhibitor: str
    stands_in: str | None
    says: str
    better: tuple[Place, ...]


def why_not(fair: Fair, plan: Mapping[str, str], who: str) -> Answer:
    """The booths that this exhibitor would like better, the dearest first."""
    exhibitor = next(one for one in fair.exhibitors if one.id == who)
    mine = plan.get(who)
    now = exhibitor.utility.get(mine, 0) if mine is not None else -1
    wishes = sorted(exhibitor.utility.items(), key=lambda wish: -wish[1])
    better = [booth for booth, points in wishes if points > now and booth != mine]
    if not exhibitor.utility:
        says = f"no booth meets the needs of {who} (size, budget, power, water)"
    elif not better:
        says = f"{who} has the best that the halls hold for it"
    else:
        says = f"{len(better)} booths would suit {who} better; here is what they would cost the others"
    places = tuple(_place(fair, plan, who, booth) for booth in better[:MOST_PLACES])
    return Answer(exhibitor=who, stands_in=mine, says=says, better=places)


def _place(fair: Fair, plan: Mapping[str, str], who: str, booth: str) -> Place:
    """The plan with the exhibitor moved there: the holder takes the place left if it can, else none."""
    points = next(one.utility[booth] for one in fair.exhibitors if one.id == who)
    holder = next((other for other, place in plan.items() if place == booth), None)
    moved = {other: place for other, place in plan.items() if other not in (who, holder)} | {who: booth}
    choices = [moved]
    if holder is not None and who in plan:
        choices.append(moved | {holder: plan[who]})
    allowed = [choice for choice in choices if check(fair, choice).feasible]
    if not allowed:
        return Place(booth=booth, satisfaction=points, why_not=check(fair, moved).errors[0])
    best = max(allowed, key=lambda choice: value(fair, choice))
    loses = value(fair, plan) - value(fair, best)
    if holder is None:
        words = f"it is free, but the plan would lose {loses:g} points"
    elif holder in best:
        words = f"{holder} stands there; if the two exchanged, the plan would lose {loses:g} points"
    else:
        words = f"{holder} stands there and would have no place; the plan would lose {loses:g} points"
    away = None if holder is None or holder in best else holder
    return Place(booth=booth, satisfaction=points, sends_away=away, loses=loses, why_not=words)
