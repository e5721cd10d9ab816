"""The command line of the solvers, as a program of its own."""

import json
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
