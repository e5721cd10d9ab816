"""`python -m services.matching.pooling SECONDS`: a market as JSON on stdin, its best pool on stdout.

A process of its own: the solver is native code, and ending it must not end anything else. SIGTERM asks for the best so
far.
"""

import sys

import msgspec

from services.matching.pooling.checking import check
from services.matching.pooling.explaining import why_not
from services.matching.pooling.market import Lot, Market
from services.matching.pooling.sharing import shared
from services.matching.pooling.solving import solve
from shared.solving.clock import Deadline
from shared.solving.stopping import Stop


class Solved(msgspec.Struct, frozen=True, kw_only=True):
    """`said`: why nothing was found."""

    lots: tuple[Lot, ...]
    proved: bool
    said: tuple[str, ...] = ()


def solved(market: Market, seconds: float) -> Solved:
    with Stop() as stop:
        standing = solve(market, (), 1, Deadline.of_process(seconds), stop)
    lots = shared(market, standing.best.solution) if standing.best else ()
    if not check(market, lots).feasible:
        raise RuntimeError(lots)
    said = () if lots else why_not(market, lots, market.demands[0].id).says
    return Solved(lots=lots, proved=standing.proved, said=said)


if __name__ == "__main__":
    answer = solved(msgspec.json.decode(sys.stdin.buffer.read(), type=Market), float(sys.argv[1]))
    sys.stdout.buffer.write(msgspec.json.encode(answer))
