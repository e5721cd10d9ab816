r"""What no plan can exceed: Lagrangian relaxation of the rules that tie exhibitors to each other.

Split each adjacent pair's reward: α[u,v,k] ∈ [0,κ] to u, κ-α to v. As z ≤ X[u,k] and z ≤ X[v,k],
    κ·z[u,v,k]  ≤  α·X[u,k] + (κ-α)·X[v,k],        X[b,k] = Σ_{k(e)=k} x[e,b].
Price the booths, π[b] ≥ 0, and forget the rivalries. What is left is decided by each exhibitor alone:
    F(α,π) = Σ_b π[b] + Σ_e max(0, max_b (worth[e,b] + credit[b,k(e)] - π[b]))
is a bound for any α and π, converged or not. F is minimised by Adam steps (Kingma, Ba 2015) on its
smoothing by softmax (Nesterov 2005), whose temperature falls from hundreds of points to a few.
"""

from collections.abc import Iterator

import numpy as np

from services.fairs.allocation.hall import Floats, Hall
from shared.solving.clock import Deadline

STEPS = 3_000
WORK = 4e8
"""Steps times exhibitors times booths: some seconds for a hall of six hundred."""

TEMPERATURE = (1 / 6, 1 / 600)
STEP = (1 / 40, 1 / 1_200)
"""First and last, as parts of a typical wish."""

REPORT_EVERY = 100


def upper_bounds(hall: Hall, deadline: Deadline) -> Iterator[float]:
    """Values of F, each better than the one before."""
    wishes, category = _sorted_by_category(hall)
    if wishes.size == 0:
        yield 0.0
        return
    starts = np.searchsorted(category, np.unique(category))
    category = np.unique(category, return_inverse=True)[1].reshape(-1)
    scale = max(1.0, float(wishes[wishes >= 0].mean()) + hall.cluster)
    split = np.full((len(hall.adjacent), len(starts)), hall.cluster / 2)
    price = np.full(wishes.shape[1], 0.7 * scale)
    descent = (_Adam(price), _Adam(split))
    steps = int(min(STEPS, max(STEPS // 10, WORK / wishes.size)))
    best, told = np.inf, np.inf
    began, span = deadline.elapsed, max(1e-9, deadline.left)
    for step in range(steps + 1):
        net = wishes + _credit(hall, split)[:, category].T - price
        surplus = np.maximum(0, net.max(axis=1))
        best = min(best, float(price.sum() + surplus.sum()))
        if step % REPORT_EVERY == 0 or step == steps or deadline.passed:
            if best < told:
                yield best
                told = best
            if deadline.passed:
                return
        done = min(1.0, max(step / steps, (deadline.elapsed - began) / span))
        sharpness = 1 / (scale * _between(TEMPERATURE, done))
        choice = np.exp((net - surplus[:, None]) * sharpness)
        choice /= (np.exp(-surplus * sharpness) + choice.sum(axis=1))[:, None]
        wanted = np.add.reduceat(choice, starts, axis=0)
        length = scale * _between(STEP, done)
        descent[0].step(price, 1 - choice.sum(axis=0), length)
        descent[1].step(split, (wanted[:, hall.adjacent[:, 0]] - wanted[:, hall.adjacent[:, 1]]).T, length)
        np.maximum(price, 0, out=price)
        np.clip(split, 0, hall.cluster, out=split)


def _sorted_by_category(hall: Hall) -> tuple[Floats, np.typing.NDArray[np.int64]]:
    order = np.argsort(hall.category, kind="stable")
    order = order[(hall.wishes[order] >= 0).any(axis=1)]
    return hall.wishes[order], hall.category[order]


def _credit(hall: Hall, split: Floats) -> Floats:
    """What each booth gets for each category from the pairs that it belongs to."""
    credit = np.zeros((len(hall.booths), split.shape[1]))
    np.add.at(credit, hall.adjacent[:, 0], split)
    np.add.at(credit, hall.adjacent[:, 1], hall.cluster - split)
    return credit


def _between(ends: tuple[float, float], done: float) -> float:
    return float(ends[0] * (ends[1] / ends[0]) ** done)


class _Adam:
    """Steps of one length in every coordinate whose gradient keeps its sign."""

    def __init__(self, like: Floats) -> None:
        self.mean, self.square, self.steps = np.zeros_like(like), np.zeros_like(like), 0

    def step(self, point: Floats, gradient: Floats, length: float) -> None:
        self.steps += 1
        self.mean = 0.9 * self.mean + 0.1 * gradient
        self.square = 0.99 * self.square + 0.01 * gradient**2
        slope = self.mean / (1 - 0.9**self.steps)
        point -= length * slope / (np.sqrt(self.square / (1 - 0.99**self.steps)) + 1e-3)
