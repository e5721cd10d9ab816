"""What is one small part is answered here and now; all else by worker processes."""

from collections.abc import Iterator, Sequence

from services.matching.pooling.draft import draft
from services.matching.pooling.market import Lot, Market
from services.matching.pooling.parts import WHOLE, Filled, Part, Piece, ceiling, parts_of, scale_of
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found, Standing
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

Lots = tuple[Lot, ...]

AT_ONCE = 1.0
"""Of CP-SAT's deterministic time, in this process: a signal may wait that long for its answer."""

WORK_PER_SECOND = 0.4
"""Deterministic time planned for a second of the user's: an idle machine does half as much again."""


def solve(market: Market, former: Sequence[Lot], seed: int, deadline: Deadline, stop: Stop) -> Standing[Lots]:
    scale = scale_of(market)
    parts = parts_of(market, scale)
    start = _still_filled(market, parts, former)
    known = _Known(market, parts, scale, Standing(deadline, integral=scale == 1))
    for number, part in enumerate(parts):
        known.learn(Piece(number, draft(part, start)))
    known.tell()
    if len(parts) == 1 and len(parts[0].needs) == 1:
        for piece in limit(parts, start, seed, AT_ONCE, deadline.share(0.8)):
            known.learn(piece)
            known.tell()
    if known.standing.proved or deadline.passed:
        return known.standing
    work = WORK_PER_SECOND * (deadline.ends - deadline.started)
    tasks: list[Task[Piece]] = [
        Task(limit, (parts, start, seed, work, deadline)),
        Task(search, (parts, start, seed, work, deadline)),
    ]
    for piece in reports(tasks, deadline, stop):
        known.learn(piece)
        known.tell()
        if known.standing.proved:
            break
    return known.standing


def limit(parts: Sequence[Part], start: Filled, seed: int, work: float, deadline: Deadline) -> Iterator[Piece]:
    """Prices for the parts that are too large to be proved, proofs for all others."""
    from services.matching.pooling.search import prove  # noqa: PLC0415 – ortools: not in every process

    for number, part in enumerate(parts):
        if part.size > WHOLE:
            from services.matching.pooling.bound import upper_bounds  # noqa: PLC0415 – numpy: where needed

            for bound in upper_bounds(part, deadline.share(0.5)):
                yield Piece(number, bound=bound)
    yield from prove(parts, start, seed, work, deadline)


def search(parts: Sequence[Part], start: Filled, seed: int, work: float, deadline: Deadline) -> Iterator[Piece]:
    from services.matching.pooling.search import improve  # noqa: PLC0415 – ortools, see `limit`

    yield from improve(parts, start, seed, work, deadline)


class _Known:
    """Fills and bounds of the parts, put together."""

    def __init__(self, market: Market, parts: Sequence[Part], scale: int, standing: Standing[Lots]) -> None:
        self.market, self.parts, self.scale, self.standing = market, parts, scale, standing
        self.filled: Filled = {}
        self.bounds = [sum(ceiling(need) for need in part.needs) for part in parts]

    def learn(self, piece: Piece) -> None:
        part = self.parts[piece.part]
        if piece.filled is not None and part.value(piece.filled) > part.value(self.filled):
            for need in part.needs:
                self.filled.pop(need.demand, None)
            self.filled |= piece.filled
        if piece.bound is not None:
            self.bounds[piece.part] = min(self.bounds[piece.part], piece.bound)

    def tell(self) -> None:
        value = sum(part.value(self.filled) for part in self.parts)
        self.standing.hear(Found(self._lots(), value / self.scale if self.scale > 1 else value))
        self.standing.hear(Bounded(sum(self.bounds) / self.scale))

    def _lots(self) -> Lots:
        return tuple(
            Lot(
                offer=self.market.offers[offer].id,
                demand=self.market.demands[demand].id,
                month=month,
                qty=qty,
            )
            for demand, fill in sorted(self.filled.items())
            for (offer, month), qty in sorted(fill.items())
        )


def _still_filled(market: Market, parts: Sequence[Part], former: Sequence[Lot]) -> Filled:
    """Of a former pool, the demands that can be filled just as they were."""
    demand_at = {demand.id: at for at, demand in enumerate(market.demands)}
    offer_at = {offer.id: at for at, offer in enumerate(market.offers)}
    wanted: Filled = {}
    for lot in former:
        if lot.demand in demand_at and lot.offer in offer_at:
            wanted.setdefault(demand_at[lot.demand], {})[offer_at[lot.offer], lot.month] = lot.qty
    filled: Filled = {}
    for part in parts:
        left = dict(part.supply)
        for need in part.needs:
            fill = wanted.get(need.demand, {})
            if fill and need.holds(fill, left):
                filled[need.demand] = fill
                for place, qty in fill.items():
                    left[place] -= qty
    return filled
