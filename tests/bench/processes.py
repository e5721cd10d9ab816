"""CPU and memory of running processes, read from /proc."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
Pid = int


def tree(roots: Iterable[Pid]) -> set[Pid]:
    """The processes and all their descendants."""
    children: dict[Pid, list[Pid]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found: set[Pid] = set()
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            waiting += children.get(pid, [])
    return found


def cpu_seconds(pids: Iterable[Pid]) -> float:
    """User and system time so far, with that of children that have ended."""
    ticks = 0
    for pid in pids:
        if fields := _stat(pid):
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICKS


def memory_megabytes(pids: Iterable[Pid]) -> float:
    """Proportional set size: shared pages are divided among those who share them."""
    kilobytes = 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        kilobytes += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024


def memory_by_name(roots: Mapping[str, Pid]) -> str:
    """Of the supervisor, which started all, and of each with what it started itself."""
    shares = {name: memory_megabytes(tree([pid])) for name, pid in roots.items()}
    whole = shares.pop("supervisor")
    return f"{whole:.0f} MB (sum of PSS: {', '.join(f'{name} {share:.0f}' for name, share in shares.items())})"


def _stat(pid: Pid) -> list[str]:
    """The fields behind the command's name."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
