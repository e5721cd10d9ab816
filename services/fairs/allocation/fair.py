"""A fair as people send it: strict types, and every contradiction said in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from shared.solving.reading import read, refuse_duplicates, refuse_too_many
from shared.solving.refusals import BadInput, Infeasible

MOST_BOOTHS = 3_000
MOST_EXHIBITORS = 3_000
MOST_ADJACENT = 20_000
MOST_WISHES = 1_500_000

LARGEST = 1_000_000
"""Keeps every sum exact in double precision: 3,000 exhibitors x 10^6 x 10^6 < 2^53."""

Points = Annotated[int, Meta(ge=0, le=LARGEST)] | Annotated[float, Meta(ge=0, le=LARGEST)]


class Booth(msgspec.Struct, frozen=True):
    id: str


class Exhibitor(msgspec.Struct, frozen=True, kw_only=True):
    """`fixed` is a booth that must be kept; `group` counts where the fair asks for fairness."""

    id: str
    category: str
    priority: Points
    utility: dict[str, Points]
    competitors: tuple[str, ...] = ()
    fixed: str | None = None
    group: str | None = None


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """`move`: points that a place kept from the former plan is worth; None leaves it to the solver."""

    cluster: Points = 0
    move: Points | None = None


class Fair(msgspec.Struct, frozen=True, kw_only=True):
    """`fairness`: the mean satisfaction of each group is at least this part of everybody's."""

    kind: Literal["B"]
    booths: tuple[Booth, ...]
    adjacent: tuple[tuple[str, str], ...]
    exhibitors: tuple[Exhibitor, ...]
    weights: Weights
    name: str = ""
    fairness: Annotated[float, Meta(ge=0, le=1)] | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`changed` names those who had another place in the former plan, `groups` their mean satisfaction."""

    assignment: dict[str, str]
    changed: tuple[str, ...] = ()
    groups: dict[str, float] = msgspec.field(default_factory=dict)


def read_fair(path: Path) -> Fair:
    fair = read(path, Fair)
    refuse_too_many("booths", len(fair.booths), MOST_BOOTHS)
    refuse_too_many("exhibitors", len(fair.exhibitors), MOST_EXHIBITORS)
    refuse_too_many("adjacent pairs", len(fair.adjacent), MOST_ADJACENT)
    refuse_too_many("acceptable booths", sum(len(one.utility) for one in fair.exhibitors), MOST_WISHES)
    refuse_duplicates("booth", (booth.id for booth in fair.booths))
    refuse_duplicates("exhibitor", (exhibitor.id for exhibitor in fair.exhibitors))
    _refuse_unknown(fair)
    refuse_conflicting_places(fair)
    return fair


def _refuse_unknown(fair: Fair) -> None:
    booths = {booth.id for booth in fair.booths}
    exhibitors = {exhibitor.id for exhibitor in fair.exhibitors}
    for u, v in fair.adjacent:
        if u == v:
            raise BadInput(f"booth {u!r} is adjacent to itself")
        _refuse_strangers("adjacent: there is no booth", (u, v), booths)
    for exhibitor in fair.exhibitors:
        prefix = f"exhibitor {exhibitor.id!r}: there is no"
        _refuse_strangers(f"{prefix} booth", exhibitor.utility, booths)
        _refuse_strangers(f"{prefix} competitor", exhibitor.competitors, exhibitors)
        _refuse_strangers(f"{prefix} booth to keep,", [] if exhibitor.fixed is None else [exhibitor.fixed], booths)


def _refuse_strangers(sentence: str, named: Iterable[str], known: set[str]) -> None:
    for name in named:
        if name not in known:
            raise BadInput(f"{sentence} {name!r}")


def refuse_conflicting_places(fair: Fair) -> None:
    """Without fixed places the empty plan is feasible; so these are all the conflicts that can be."""
    fixed = {exhibitor.id: exhibitor.fixed for exhibitor in fair.exhibitors if exhibitor.fixed is not None}
    for exhibitor in fair.exhibitors:
        if exhibitor.fixed is not None and exhibitor.fixed not in exhibitor.utility:
            raise Infeasible(
                [
                    f"exhibitor {exhibitor.id} is to keep booth {exhibitor.fixed}",
                    f"booth {exhibitor.fixed} does not meet the needs of {exhibitor.id}",
                ],
            )
    for booth, times in Counter(fixed.values()).items():
        if times > 1:
            raise Infeasible([f"exhibitor {who} is to keep booth {booth}" for who in fixed if fixed[who] == booth])
    for one, other, u, v in rivals_side_by_side(fair, fixed):
        raise Infeasible(
            [
                f"exhibitor {one} is to keep booth {u}",
                f"exhibitor {other} is to keep booth {v}",
                f"{one} and {other} are competitors, booths {u} and {v} are adjacent",
            ],
        )


def rivals_side_by_side(fair: Fair, assignment: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Competitors in adjacent booths: who, who, and the two booths."""
    competitors = {exhibitor.id: exhibitor.competitors for exhibitor in fair.exhibitors}
    holder = {booth: exhibitor for exhibitor, booth in assignment.items()}
    return [
        (holder[u], holder[v], u, v)
        for u, v in fair.adjacent
        if u in holder and v in holder and (holder[v] in competitors[holder[u]] or holder[u] in competitors[holder[v]])
    ]


def read_plan(path: Path) -> Plan:
    return read(path, Plan)
