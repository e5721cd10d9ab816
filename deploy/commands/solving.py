"""`chophien timetable|booths|pool solve|check|explain`: the three allocation problems, without a stack."""

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.solving.door import exit_code
from shared.solving.stopping import leave_when_asked

KINDS = {
    "timetable": "the meetings of a connection session",
    "booths": "the booths of a fair",
    "pool": "demands that several co-ops fill together",
}


def _lazily(kind: str, verb: str) -> Callable[[argparse.Namespace], int]:
    """Numpy and the solvers are imported by the command that needs them, not by every `chophien`."""

    def run(arguments: argparse.Namespace) -> int:
        leave_when_asked()
        return exit_code(lambda: int(getattr(importlib.import_module(f"deploy.commands.{kind}"), verb)(arguments)))

    return run


def register(subparsers: "argparse._SubParsersAction[Any]") -> None:
    for kind, about in KINDS.items():
        verbs = subparsers.add_parser(kind, help=about).add_subparsers(required=True, metavar="VERB")
        solve = verbs.add_parser("solve", help="find the best plan, with a proof or a bound")
        check = verbs.add_parser("check", help="verify and value a plan, independently of the solver")
        explain = verbs.add_parser("explain", help="why somebody did not get what they wished")
        for verb, parser in (("solve", solve), ("check", check), ("explain", explain)):
            parser.add_argument("instance", type=Path, metavar="INSTANCE.json")
            parser.set_defaults(run=_lazily(kind, verb))
        solve.add_argument("--out", type=Path, required=True, metavar="SOLUTION.json")
        solve.add_argument("--seconds", type=_seconds, default=60.0, help="wall time from process start")
        solve.add_argument("--seed", type=int, default=1)
        solve.add_argument("--from", type=Path, dest="former", metavar="SOLUTION.json", help="change least")
        if kind == "timetable":
            _arguments_of_a_day(solve)
            prices = verbs.add_parser("prices", help="what one more table or interpreter would bring, by slot")
            prices.add_argument("instance", type=Path, metavar="INSTANCE.json")
            prices.set_defaults(run=_lazily(kind, "prices"))
            for parser in (explain, prices):
                parser.add_argument("--seconds", type=_seconds, default=30.0)
        for parser in (check, explain):
            parser.add_argument("solution", type=Path, metavar="SOLUTION.json")
        explain.add_argument("--participant" if kind == "timetable" else "--id", dest="who", required=True)


def _arguments_of_a_day(solve: argparse.ArgumentParser) -> None:
    solve.add_argument("--floor", type=int, default=0, metavar="N", help="at least N meetings for everybody")
    solve.add_argument(
        "--absent",
        action="append",
        default=[],
        metavar="ID[:FIRST-LAST]",
        help="a participant or interpreter who is missing: from now on, or in those slots",
    )
    solve.add_argument("--now", type=int, default=0, metavar="SLOT", help="with --from: what is before stands")
    solve.add_argument(
        "--move-cost",
        type=float,
        metavar="POINTS",
        help="with --from: what sparing one meeting a move may cost (default: a tenth of a mean meeting)",
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:  # noqa: PLR2004 – a day
        raise argparse.ArgumentTypeError("more than 0 and at most 86400 seconds")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="chophien")
    register(parser.add_subparsers(required=True, metavar="KIND"))
    arguments = parser.parse_args()
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
