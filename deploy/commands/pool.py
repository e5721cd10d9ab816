"""`chophien pool solve|check|explain`."""

import argparse

from services.matching.pooling.checking import check as verdict_on
from services.matching.pooling.explaining import why_not
from services.matching.pooling.market import Pool, read_market, read_pool
from services.matching.pooling.sharing import in_words, shared
from services.matching.pooling.solving import solve as fill_demands
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, refuse_unwritable, say, write
from shared.solving.refusals import BadInput, NothingFound
from shared.solving.stopping import Stop


def solve(arguments: argparse.Namespace) -> int:
    deadline = Deadline.of_process(arguments.seconds)
    refuse_unwritable(arguments.out)
    market = read_market(arguments.instance)
    former = read_pool(arguments.former).lots if arguments.former else ()
    with Stop() as stop:
        standing = fill_demands(market, former, arguments.seed, deadline.before_writing(), stop)
        if standing.best is None:
            raise NothingFound("no pool was found in time")
        lots = shared(market, standing.best.solution)
        verdict = verdict_on(market, lots)
        if not verdict.feasible:
            raise RuntimeError(verdict.errors)
        write(arguments.out, Pool(lots=lots, split=in_words(market, lots)))
    say(
        Outcome(
            objective=verdict.objective,
            bound=standing.bound,
            proved=standing.proved,
            seconds=round(deadline.elapsed, 3),
        ),
    )
    return 0


def check(arguments: argparse.Namespace) -> int:
    verdict = verdict_on(read_market(arguments.instance), read_pool(arguments.solution).lots)
    say(verdict)
    return 0 if verdict.feasible else 1


def explain(arguments: argparse.Namespace) -> int:
    market = read_market(arguments.instance)
    if all(demand.id != arguments.who for demand in market.demands):
        raise BadInput(f"there is no demand {arguments.who!r}")
    say(why_not(market, read_pool(arguments.solution).lots, arguments.who))
    return 0
