"""The way out of a solver's command: the solution file, the last line of stdout, the exit code."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from shared.solving.refusals import BadInput, Infeasible, Unsolved


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last line of stdout. `proved` and `bound` speak of `objective_core` where there is one."""

    objective: float | None
    objective_core: float | msgspec.UnsetType = msgspec.UNSET
    bound: float | None
    proved: bool
    seconds: float
    conflict: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


def say(outcome: msgspec.Struct) -> None:
    sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n")
    sys.stdout.flush()


def refuse_unwritable(path: Path) -> None:
    """Better now than after three minutes of work."""
    target = path if path.exists() else path.parent
    if path.is_dir() or not path.parent.is_dir() or not os.access(target, os.W_OK):
        raise BadInput(f"{path} cannot be written")


def write(path: Path, solution: msgspec.Struct) -> None:
    """Whole or not at all; what is no plain file (a device, a pipe) is written straight."""
    content = msgspec.json.encode(solution) + b"\n"
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        draft.write(content)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)


def exit_code(command: Callable[[], int]) -> int:
    """Run a command and turn the ways in which a solver ends into sentences and codes."""
    try:
        return command()
    except Infeasible as infeasible:
        sys.stderr.write("\n  ".join(("no solution exists:", *infeasible.conflict)) + "\n")
        return infeasible.exit_code
    except Unsolved as unsolved:
        sys.stderr.write(f"{unsolved}\n")
        return unsolved.exit_code
    except KeyboardInterrupt:
        return 130
