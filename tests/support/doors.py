"""The command line of the solvers, as a program of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec


class Run(NamedTuple):
    code: int
    said: dict[str, object]
    errors: str


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "deploy.commands.solving", *map(str, arguments)]


def run(*arguments: object) -> Run:
    """`said` is the last line of stdout."""
    line = command(*arguments)
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)
    lines = done.stdout.splitlines()
    return Run(done.returncode, json.loads(lines[-1]) if lines else {}, done.stderr)


def written(path: Path, instance: msgspec.Struct | dict[str, object] | str) -> Path:
    path.write_text(instance if isinstance(instance, str) else msgspec.json.encode(instance).decode())
    return path


def asked_to_stop(kind: str, instance: Path, out: Path) -> dict[str, object]:
    """A solver that gets SIGTERM as soon as it has said something: what its last line says."""
    with subprocess.Popen(
        command(kind, "solve", instance, "--out", out, "--seconds", 60),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()
        running.send_signal(signal.SIGTERM)
        stdout, _ = running.communicate()
    assert running.returncode == 0
    outcome: dict[str, object] = json.loads(stdout)
    return outcome
