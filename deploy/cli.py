"""`chophien`: the one command line. Only the module of the command that is asked for gets imported."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from deploy.refusal import Refusal

COMMANDS = {
    "up": "start the whole market on this machine",
    "down": "stop it",
    "status": "what runs, and where",
    "migrate": "bring databases, streams and keys to what this version needs",
    "account": "accounts of people",
    "import": "take over data from a file",
    "token": "an API token of an account",
    "timetable": "the meetings of a connection session",
    "booths": "the booths of a fair, allotted",
    "pool": "demands that several co-ops fill together",
    "demand": "read a buyer's text, or match a demand with listings",
    "republish": "let a service tell everything again",
    "deadletters": "events that a service could not handle",
}
"""Each is a module of `deploy.commands` with `register(subparsers)`, of the same name but for these."""
MODULES = {"import": "importing", "timetable": "solving", "booths": "solving", "pool": "solving"}

INTERRUPTED = 130
NOBODY_READS = 141
"""As of a program that ends by SIGPIPE: `chophien … | head` has seen enough."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = sys.argv[1:] if arguments is None else arguments

    def run() -> int:
        parsed = _parser(given).parse_args(given)
        return int(parsed.run(parsed))

    return exit_code_of(run)


def exit_code_of(run: Callable[[], int]) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except Refusal as refusal:
        print(f"chophien: {refusal}", file=sys.stderr)
        return 1
    except UnicodeEncodeError as error:
        print(f"chophien: this is no UTF-8: {error.object!a}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left would fail once more at the exit
        return NOBODY_READS
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chophien", description="Chợ Phiên: a market of co-operatives.")
    subparsers = parser.add_subparsers(metavar="command", required=True)
    if given and given[0] in COMMANDS:
        importlib.import_module(f"deploy.commands.{MODULES.get(given[0], given[0])}").register(subparsers)
    for name, summary in COMMANDS.items():
        if name not in subparsers.choices:
            subparsers.add_parser(name, help=summary)
    return parser


if __name__ == "__main__":
    sys.exit(main())
