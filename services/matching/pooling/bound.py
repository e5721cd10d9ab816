r"""What no fill of a large part can exceed: Lagrangian relaxation of supply and of the monthly quantities.

Price every offer's month, λ[o,m] ≥ 0, and pay μ[d,m] (of any sign) for every unit that d gets in m. Then
each demand is decided alone, and exactly: an offer brings its worthwhile months less the cost of a partner,
    n[d,o] = Σ_m max(0, g[o] − λ[o,m] + μ[d,m]) · min(S[o,m],Q[d]) − P,
and the best K[d] of those above zero are the partners:
    F(λ,μ) = Σ λ·S + Σ_d max(0, W[d] − Σ_m μ[d,m]·Q[d] + Σ of the K[d] largest max(0, n[d,o])).
Any λ ≥ 0 and μ give a bound. F is minimised by Adam steps along its subgradients.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from services.matching.pooling.parts import Part
from shared.solving.clock import Deadline

Floats = npt.NDArray[np.float64]

STEPS = 4_000
REPORT_EVERY = 200
STEP = (1 / 10, 1 / 3_000)
"""First and last, as parts of a typical unit's points."""


class _Arrays:
    """One line per option, sorted by need; months are columns, those not wanted have no supply."""

    def __init__(self, part: Part) -> None:
        offers = {offer: at for at, offer in enumerate(sorted({offer for offer, _ in part.supply}))}
        months = {month: at for at, month in enumerate(sorted({month for _, month in part.supply}))}
        lines = [(at, need, option) for at, need in enumerate(part.needs) for option in need.options]
        self.need = np.array([at for at, _, _ in lines])
        self.offer = np.array([offers[option.offer] for _, _, option in lines])
        self.gain = np.array([float(option.gain) for _, _, option in lines])
        self.most = np.zeros((len(lines), len(months)))
        for line, (_, need, option) in enumerate(lines):
            self.most[line, [months[month] for month in need.months]] = option.most
        self.supply = np.zeros((len(offers), len(months)))
        for (offer, month), quantity in part.supply.items():
            self.supply[offers[offer], months[month]] = quantity
        self.wanted = np.zeros((len(part.needs), len(months)))
        for at, need in enumerate(part.needs):
            self.wanted[at, [months[month] for month in need.months]] = need.qty
        self.worth = np.array([float(need.worth) for need in part.needs])
        self.partners = np.array([need.partners for need in part.needs])
        self.partner = float(part.partner)
        self.first = np.searchsorted(self.need, np.arange(len(part.needs)))


def upper_bounds(part: Part, deadline: Deadline) -> Iterator[int]:
    """Values of F, each lower than the one before."""
    arrays = _Arrays(part)
    unit = float((arrays.worth.sum() + arrays.partner) / max(1.0, arrays.wanted.sum()))
    price, pay = np.zeros_like(arrays.supply), np.zeros_like(arrays.wanted) + unit
    moments = [np.zeros_like(price), np.zeros_like(price), np.zeros_like(pay), np.zeros_like(pay)]
    best, told = np.inf, np.inf
    for step in range(1, STEPS + 1):
        bound, sold, got = _relaxed(arrays, price, pay)
        best = min(best, bound)
        if step % REPORT_EVERY == 0 or deadline.passed:
            if best < told:
                yield int(np.ceil(best * (1 + 1e-12)))
                told = best
            if deadline.passed:
                return
        length = unit * STEP[0] * (STEP[1] / STEP[0]) ** (step / STEPS)
        _adam(price, arrays.supply - sold, moments[:2], step, length)
        _adam(pay, got, moments[2:], step, length)
        np.maximum(price, 0, out=price)


def _relaxed(arrays: _Arrays, price: Floats, pay: Floats) -> tuple[float, Floats, Floats]:
    """F, what is sold of every offer, and how much more than its quantity each need gets."""
    margin = arrays.gain[:, None] - price[arrays.offer] + pay[arrays.need]
    brought = np.where(margin > 0, arrays.most, 0.0)
    net = (margin * brought).sum(axis=1) - arrays.partner
    chosen = _best_partners(arrays, net) & (net > 0)
    each = arrays.worth - (pay * arrays.wanted).sum(axis=1)
    each += np.add.reduceat(np.where(chosen, net, 0.0), arrays.first)
    filled = each > 0
    lots = np.where((chosen & filled[arrays.need])[:, None], brought, 0.0)
    sold = np.zeros_like(price)
    np.add.at(sold, arrays.offer, lots)
    got = np.add.reduceat(lots, arrays.first, axis=0) - np.where(filled[:, None], arrays.wanted, 0.0)
    return float((price * arrays.supply).sum() + each[filled].sum()), sold, got


def _best_partners(arrays: _Arrays, net: Floats) -> npt.NDArray[np.bool_]:
    order = np.lexsort((-net, arrays.need))
    rank = np.empty(len(net), dtype=np.int64)
    rank[order] = np.arange(len(net)) - arrays.first[arrays.need[order]]
    best: npt.NDArray[np.bool_] = rank < arrays.partners[arrays.need]
    return best


def _adam(point: Floats, gradient: Floats, moments: list[Floats], step: int, length: float) -> None:
    mean, square = moments
    mean += 0.1 * (gradient - mean)
    square += 0.01 * (gradient**2 - square)
    point -= length * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
