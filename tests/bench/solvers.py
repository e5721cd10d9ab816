"""One table for all solvers: what each instance is worth, to which bound, in which time and memory.

    python -m tests.bench.solvers [FOLDER …] [--seconds 60]

Folders are searched for instances of the kinds A, B, C and B2BSOP; without any, CHOPHIEN_INSTANCES names
them, and where that is not set either, instances of the same kinds are made.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.support.agendas import an_agenda
from tests.support.doors import command
from tests.support.fair_instances import a_fair
from tests.support.pools import a_market
from tests.support.sessions import a_session

COMMANDS = {"A": "timetable", "B2BSOP": "timetable", "B": "booths", "C": "pool"}
ROW = "{:26} {:>10} {:>10} {:>10} {:>8} {:>7} {:>7} {:>7} {:>6}"


class Kind(msgspec.Struct):
    kind: str = ""


class Run(NamedTuple):
    said: dict[str, float]
    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    arguments = parser.parse_args()
    named = os.environ.get("CHOPHIEN_INSTANCES", "")
    folders = arguments.folders or [Path(part) for part in named.split(os.pathsep) if part]
    _say(ROW.format("instance", "objective", "core", "bound", "gap %", "proved", "wall s", "CPU s", "MB"))
    with tempfile.TemporaryDirectory() as scratch:
        for path in _instances(folders) if folders else _made(Path(scratch)):
            _say(_row(path, _run(path, Path(scratch) / "solution.json", arguments.seconds)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _instances(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if _kind(path) in COMMANDS:
                yield path


def _kind(path: Path) -> str:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kind).kind
    except msgspec.DecodeError:
        return ""


def _made(folder: Path) -> Iterator[Path]:
    made: dict[str, msgspec.Struct] = {
        "A_30x10_T12": a_session(30, 10, 12, 1),
        "A_100x40_T16": a_session(100, 40, 16, 1),
        "A_300x120_T20": a_session(300, 120, 20, 1),
        "A_1000x300_T24": a_session(1000, 300, 24, 1),
        "A_1000x300_T24_special": a_session(1000, 300, 24, 1, special=True),
        "B2BSOP_60x240": an_agenda(60, 240, 12, 1),
        "B2BSOP_75x160": an_agenda(75, 160, 21, 1),
        "B_30": a_fair(30, 1),
        "B_150": a_fair(150, 1),
        "B_600": a_fair(600, 1),
        "C_200x15": a_market(200, 15, 1),
        "C_1000x1": a_market(1000, 1, 1),
        "C_1000x60": a_market(1000, 60, 1),
    }
    for name, instance in made.items():
        path = folder / f"{name}.json"
        path.write_bytes(msgspec.json.encode(instance))
        yield path


def _run(path: Path, out: Path, seconds: float) -> Run:
    """Memory is that of the largest process, CPU time that of all of them."""
    line = command(COMMANDS[_kind(path)], "solve", path, "--out", out, "--seconds", seconds)
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        lines = running.stdout.read().splitlines()
        _, _, used = os.wait4(running.pid, 0)
        running.returncode = 0
    said = json.loads(lines[-1]) if lines else {}
    return Run(said, said.get("seconds", 0.0), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _row(path: Path, run: Run) -> str:
    objective, bound = run.said.get("objective"), run.said.get("bound")
    core = run.said.get("objective_core", objective)
    if objective is None or core is None or bound is None:
        return ROW.format(path.stem, str(objective), "–", str(bound), "–", "–", *_costs(run))
    gap = 100 * (bound - core) / max(1e-9, abs(core))
    proved = "yes" if run.said.get("proved") else "no"
    return ROW.format(
        path.stem, f"{objective:.10g}", f"{core:.10g}", f"{bound:.10g}", f"{gap:.3f}", proved, *_costs(run)
    )


def _costs(run: Run) -> tuple[str, str, str]:
    return f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{run.megabytes:.0f}"


if __name__ == "__main__":
    main()
