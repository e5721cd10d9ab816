"""`chophien booths solve|check|explain`."""

import argparse
from collections.abc import Mapping

from services.fairs.allocation.checking import check as verdict_on
from services.fairs.allocation.checking import satisfaction_by_group
from services.fairs.allocation.explaining import why_not
from services.fairs.allocation.fair import Fair, Plan, read_fair, read_plan
from services.fairs.allocation.rerun import bonus_for, changed, kept
from services.fairs.allocation.solving import solve as plan_booths
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, refuse_unwritable, say, write
from shared.solving.refusals import BadInput, NothingFound
from shared.solving.stopping import Stop


def solve(arguments: argparse.Namespace) -> int:
    deadline = Deadline.of_process(arguments.seconds)
    refuse_unwritable(arguments.out)
    fair = read_fair(arguments.instance)
    former = read_plan(arguments.former).assignment if arguments.former else {}
    with Stop() as stop:
        standing = plan_booths(fair, former, arguments.seed, deadline.before_writing(), stop)
        if standing.best is None:
            raise NothingFound("no plan was found in time")
        plan = standing.best.solution
        verdict = verdict_on(fair, plan)
        if not verdict.feasible:
            raise RuntimeError(verdict.errors)
        write(arguments.out, _plan(fair, plan, former))
    bonus = bonus_for(fair, former) * kept(plan, former)
    say(
        Outcome(
            objective=verdict.objective,
            bound=None if standing.bound is None else standing.bound - bonus,
            proved=standing.proved,
            seconds=round(deadline.elapsed, 3),
        ),
    )
    return 0


def _plan(fair: Fair, assignment: dict[str, str], former: Mapping[str, str]) -> Plan:
    groups = satisfaction_by_group(fair, assignment)
    return Plan(
        assignment=assignment,
        changed=changed(fair, assignment, former),
        groups={group: round(mean, 4) for group, mean in groups.items() if group},
    )


def check(arguments: argparse.Namespace) -> int:
    verdict = verdict_on(read_fair(arguments.instance), read_plan(arguments.solution).assignment)
    say(verdict)
    return 0 if verdict.feasible else 1


def explain(arguments: argparse.Namespace) -> int:
    fair = read_fair(arguments.instance)
    if all(exhibitor.id != arguments.who for exhibitor in fair.exhibitors):
        raise BadInput(f"there is no exhibitor {arguments.who!r}")
    say(why_not(fair, read_plan(arguments.solution).assignment, arguments.who))
    return 0
