"""What still runs of a stack, read from /proc: by the mark in its environment or by the directory it lives in."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

MARK = "CHOPHIEN_STACK"
"""Environment variable of every child: the data directory that it belongs to."""

PATIENCE = 10.0
"""Seconds between asking a leftover to end and ending it."""


def marked_with(directory: Path) -> list[int]:
    mark = f"{MARK}={directory}".encode()
    return [pid for pid in _others() if mark in _read(pid, "environ").split(b"\0")]


def living_in(*folders: Path) -> list[int]:
    return [pid for pid in _others() if _working_directory(pid) in folders]


def end_all(remaining: Callable[[], list[int]], gently: signal.Signals) -> None:
    """Ask each to end, wait, then end it. Returns when none remains."""
    asked: set[int] = set()
    deadline = time.monotonic() + PATIENCE
    while left := remaining():
        late = time.monotonic() > deadline
        for pid in left:
            if late or pid not in asked:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL if late else gently)
        asked.update(left)
        time.sleep(0.02)


def _others() -> list[int]:
    mine = os.getpid()
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != mine]


def _read(pid: int, name: str) -> bytes:
    """Empty when the process has gone or is not ours to see."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _working_directory(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None
