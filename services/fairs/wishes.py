"""A fair as the solver sees it: booths that can be given, exhibitors with what they need and wish, who keeps a place.

Pure. Points are 0 to 100: what a booth is worth to an exhibitor beside the best one that there could be.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from services.fairs.allocation.fair import Booth as Stand
from services.fairs.allocation.fair import Exhibitor, Fair, Weights
from services.fairs.neighbours import adjacent_pairs
from shared.contracts.fairs.allocations import Rule
from shared.contracts.fairs.applications import Needs

ANY = 40
ZONES = (50, 35, 20)
"""For the zone that is wished for first, second, third."""
CORNER = 10
CLUSTER = 30
"""Points for two neighbours of one category."""


class Stall(Struct, frozen=True, kw_only=True):
    """A booth that is not kept out of the market. `holder`: the organisation that has it now."""

    id: UUID
    hall: str
    x: float
    y: float
    width: float
    depth: float
    booth_type: str
    zone: str
    corner: bool
    power: int
    water: bool
    cold: bool
    holder: UUID | None


class Applicant(Struct, frozen=True, kw_only=True):
    """`weight`: what the reviewers think of it, 1 to 5."""

    application_id: UUID
    organisation_id: UUID
    category: str
    province: str | None
    weight: int
    needs: Needs


def instance(
    stalls: Sequence[Stall],
    applicants: Sequence[Applicant],
    pins: Mapping[UUID, UUID],
    *,
    fairness: float | None = None,
    without: Rule | None = None,
) -> Fair:
    """`without`: as if there were no such rule. Booths of exhibitors who did not apply are no part of it."""
    applied = {applicant.organisation_id: applicant.application_id for applicant in applicants}
    given = {applied[stall.holder]: stall.id for stall in stalls if stall.holder in applied}
    fixed = {} if without == "fixed" else given | dict(pins)
    offered = [stall for stall in stalls if stall.holder is None or stall.holder in applied]
    by_id = {stall.id: stall for stall in offered}
    return Fair(
        kind="B",
        booths=tuple(Stand(id=str(stall.id)) for stall in offered),
        adjacent=tuple((str(one.id), str(other.id)) for one, other in adjacent_pairs(offered)),
        exhibitors=tuple(
            _exhibitor(applicant, offered, by_id.get(fixed.get(applicant.application_id, _NOWHERE)), applied, without)
            for applicant in applicants
        ),
        weights=Weights(cluster=0 if without == "clusters" else CLUSTER),
        fairness=None if without == "fairness" else fairness,
    )


_NOWHERE = UUID(int=0)


def _exhibitor(
    applicant: Applicant,
    stalls: Sequence[Stall],
    fixed: Stall | None,
    applied: Mapping[UUID, UUID],
    without: Rule | None,
) -> Exhibitor:
    utility: dict[str, int | float] = {
        str(stall.id): points(applicant.needs, stall)
        for stall in stalls
        if without == "needs" or meets(applicant.needs, stall)
    }
    if fixed is not None:
        utility[str(fixed.id)] = points(applicant.needs, fixed)
    rivals = [] if without == "competitors" else [applied[one] for one in applicant.needs.apart_from if one in applied]
    return Exhibitor(
        id=str(applicant.application_id),
        category=applicant.category,
        priority=applicant.weight,
        utility=utility,
        competitors=tuple(str(one) for one in rivals if one != applicant.application_id),
        fixed=None if fixed is None else str(fixed.id),
        group=applicant.province,
    )


def meets(needs: Needs, stall: Stall) -> bool:
    return (
        stall.power >= needs.power
        and (stall.water or not needs.water)
        and (stall.cold or not needs.cold)
        and (not needs.booth_types or stall.booth_type in needs.booth_types)
    )


def points(needs: Needs, stall: Stall) -> int:
    """Who has no wish is as glad of any booth."""
    zone = ZONES[0] if not needs.zones else 0
    if stall.zone in needs.zones:
        zone = ZONES[needs.zones.index(stall.zone)]
    corner = CORNER if stall.corner or not needs.corner else 0
    return ANY + zone + corner
