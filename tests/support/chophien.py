"""Running a stack as its operator does: by commands."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.directory import DataDirectory
from deploy.local.ports import free_port
from deploy.local.postgres import possible_clusters
from deploy.local.processes import living_in, marked_with

PROGRAM = Path(sys.executable).with_name("chophien")
PATIENCE = 240.0
"""Seconds for a command; only one that hangs needs them."""


def chophien(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run((PROGRAM, *arguments), check=False, capture_output=True, text=True, timeout=PATIENCE)


@dataclass
class RunningStack:
    """The stack of a data directory, as its operator starts it: `up` with everything, or with stand-ins."""

    path: Path
    port: int = field(default_factory=free_port)
    stand_ins: bool = False

    def command(self, *options: str) -> tuple[str, ...]:
        if self.stand_ins:
            return (sys.executable, "-m", "tests.support.stand_ins", str(self.path), str(self.port), *options)
        return (str(PROGRAM), "up", "--data-dir", str(self.path), "--port", str(self.port), *options)

    def up(self, *options: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Only for what returns: a refusal, or `--detach`."""
        return subprocess.run(
            self.command(*options), check=False, capture_output=True, text=True, timeout=PATIENCE, env=env
        )

    def up_in_foreground(self) -> "subprocess.Popen[str]":
        """Returns when it has said `ready`; nobody reads its outputs from then on."""
        running = subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert running.stdout is not None
        with running.stdout as output:
            assert f"ready http://127.0.0.1:{self.port}\n" in iter(output.readline, "")
        return running

    def do(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return chophien(*arguments, "--data-dir", str(self.path))

    def status(self) -> dict[str, dict[str, object]]:
        answer = json.loads(self.do("status", "--json").stdout)
        return {process["name"]: process for process in answer["processes"]}

    def pid(self, name: str) -> int:
        pid = self.status()[name]["pid"]
        assert isinstance(pid, int), f"{name} does not run"
        return pid

    def is_ready(self) -> bool:
        return all(process["ready"] for process in self.status().values())

    def is_back(self, name: str, killed: int) -> bool:
        return self.status()[name]["pid"] != killed and self.is_ready()

    def remains(self) -> list[int]:
        return [*marked_with(self.path), *living_in(*possible_clusters(DataDirectory(self.path)))]
