"""A visiting route: who is visited, in which order, and what they show."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import HAS_BOOTH, AnyRow, Booking, Booth, Fair, Listing, Organisation, table_of
from services.fairs.rights import READERS
from services.fairs.route.ordering import EXACT, shortest_order
from services.fairs.route.walking import Box, Cell, Floor
from shared.contracts.fairs.route import PlanRoute, Route, ShownProduct, Stop
from shared.contracts.values import Named
from shared.messaging import Reading

BOOKING, BOOTH, LISTING, ORGANISATION = (
    table_of(Booking),
    table_of(Booth),
    table_of(Listing),
    table_of(Organisation),
)
PRODUCTS = 3
Products = Mapping[UUID, Sequence[ShownProduct]]


async def plan_route(query: PlanRoute, reading: Reading) -> Route:
    reading.actor.must_be(*READERS)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    booths = (await reading.execute(_STANDING.where(BOOTH.c.fair_id == query.fair_id))).all()
    held = [booth for booth in booths if booth.organisation_id is not None]
    products = await _products({booth.organisation_id for booth in held}, reading)
    chosen = _chosen(query, held, products)
    halls = dict.fromkeys(booth.hall for booth in chosen)
    stops: list[Stop] = []
    for hall in halls:
        boxes = [_box(booth) for booth in booths if booth.hall == hall]
        there = [booth for booth in chosen if booth.hall == hall]
        stops += await asyncio.to_thread(_in_order, there, Floor(boxes), products)
    most = max((sum(booth.hall == hall for booth in chosen) for hall in halls), default=0)
    return Route(stops=stops, shortest=most <= EXACT)


_STANDING = (
    sa.select(
        *(BOOTH.c[name] for name in ("id", "code", "hall", "x", "y", "width", "depth")),
        *(BOOKING.c.organisation_id, ORGANISATION.c.name, ORGANISATION.c.province),
    )
    .outerjoin(
        BOOKING,
        sa.and_(BOOKING.c.booth_id == BOOTH.c.id, HAS_BOOTH),
    )
    .outerjoin(ORGANISATION, ORGANISATION.c.id == BOOKING.c.organisation_id)
    .where(BOOTH.c.standing)
    .order_by(BOOTH.c.position)
)


async def _products(organisations: Iterable[UUID], reading: Reading) -> Products:
    """Of each the published ones, the most stars first."""
    shown = (
        sa.select(LISTING.c.organisation_id, LISTING.c.name, LISTING.c.stars)
        .where(LISTING.c.organisation_id.in_([*organisations]), LISTING.c.published)
        .order_by(LISTING.c.stars.desc().nulls_last(), LISTING.c.name)
    )
    found: dict[UUID, list[ShownProduct]] = {}
    for row in await reading.execute(shown):
        found.setdefault(row.organisation_id, []).append(ShownProduct(name=row.name, stars=row.stars))
    return found


def _chosen(query: PlanRoute, held: Sequence[AnyRow], products: Products) -> Sequence[AnyRow]:
    """An exhibitor with several booths is visited at the first."""
    if query.choice == "named":
        wanted = set(query.booth_codes)
        return [booth for booth in held if booth.code in wanted][: query.most]
    best = _first_of_each(held, "organisation_id")
    best.sort(key=lambda booth: -_stars(booth, products))
    if query.choice == "provinces":
        best = _first_of_each(best, "province")
    return best[: query.most]


def _first_of_each(booths: Iterable[AnyRow], column: str) -> list[AnyRow]:
    first: dict[object, AnyRow] = {}
    for booth in booths:
        first.setdefault(getattr(booth, column), booth)
    return [*first.values()]


def _stars(booth: AnyRow, products: Products) -> int:
    return max((product.stars or 0 for product in products.get(booth.organisation_id, ())), default=0)


def _box(booth: AnyRow) -> Box:
    return Box(booth.x, booth.y, booth.width, booth.depth)


def _in_order(booths: Sequence[AnyRow], floor: Floor, products: Products) -> list[Stop]:
    """Where no floor leads, the way is straight."""
    boxes = [_box(booth) for booth in booths]
    walks = [floor.walks(box, boxes) for box in boxes]
    metres = [
        [
            len(walk) * floor.side if walk is not None else _apart(box, other)
            for walk, other in zip(row, boxes, strict=True)
        ]
        for row, box in zip(walks, boxes, strict=True)
    ]
    order = shortest_order(metres)
    stops = []
    for place, one in enumerate(order):
        before = order[place - 1] if place else None
        walk = [] if before is None else walks[before][one] or []
        length = 0 if before is None else round(metres[before][one])
        stops.append(_stop(booths[one], products, length, [floor.metres(cell) for cell in _turns(walk)]))
    return stops


def _apart(one: Box, other: Box) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _turns(walk: Sequence[Cell]) -> list[Cell]:
    """The ends, and where it turns: a line needs no more."""
    inner = [
        here
        for before, here, after in zip(walk, walk[1:], walk[2:], strict=False)
        if (here[0] - before[0], here[1] - before[1]) != (after[0] - here[0], after[1] - here[1])
    ]
    return [*walk[:1], *inner, *walk[1:][-1:]]


def _stop(booth: AnyRow, products: Products, metres: int, walk: list[tuple[float, float]]) -> Stop:
    return Stop(
        booth_id=booth.id,
        booth_code=booth.code,
        hall=booth.hall,
        holder=Named(id=booth.organisation_id, name=booth.name),
        province=booth.province,
        products=[*products.get(booth.organisation_id, ())][:PRODUCTS],
        metres=metres,
        walk=walk,
    )
