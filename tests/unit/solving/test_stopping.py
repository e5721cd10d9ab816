"""Whoever is stopped before there is anything to write says so by the code 130, and writes nothing."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.doors import command


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("kind", ["booths", "pool"])
def test_stopped_while_the_instance_is_read(tmp_path: Path, kind: str, number: signal.Signals) -> None:
    instance, out = tmp_path / "instance.json", tmp_path / "out.json"
    os.mkfifo(instance)
    line = command(kind, "solve", instance, "--out", out)
    with subprocess.Popen(line, stderr=subprocess.PIPE) as running, instance.open("wb"):  # once it is being read
        running.send_signal(number)
        _, errors = running.communicate()
    assert running.returncode == 130
    assert not out.exists()
    assert b"Traceback" not in errors
