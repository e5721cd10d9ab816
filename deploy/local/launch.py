"""Starting a child that does not outlive its supervisor, and awaiting its end without a thread or a timer."""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from deploy.local.account import OURSELVES, Account
from deploy.refusal import Refusal

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 10_000_000
"""Bytes; at the next start of the child a longer log becomes `<name>.log.1`."""

_libc = ctypes.CDLL(None, use_errno=True)


async def at_once(_pid: int) -> bool:
    """For what is ready as soon as it runs."""
    return True


def nothing() -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Process:
    """What to run. `stop` asks it to end; `orphaned` is what the kernel sends it when the supervisor has died."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    log: Path | None
    """None: what it says goes to our standard error."""
    is_ready: Callable[[int], Awaitable[bool]] = at_once
    before_start: Callable[[], None] = nothing
    url: str | None = None
    account: Account = OURSELVES
    stop: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGKILL
    grace: float = 10.0
    """Seconds from `stop` to SIGKILL."""


def launch(process: Process) -> subprocess.Popen[bytes]:
    """In a session of its own: a Ctrl-C at the terminal reaches the supervisor only, which stops all in order."""
    process.before_start()
    supervisor = os.getpid()

    def die_with_supervisor() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, process.orphaned)
        if os.getppid() != supervisor:
            os._exit(1)

    with _output(process.log) as output:
        return subprocess.Popen(
            process.command,
            env=process.environment,
            cwd=process.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            umask=0o077,
            preexec_fn=die_with_supervisor,  # noqa: PLW1509 -- the supervisor has one thread
            user=process.account.user,
            group=process.account.group,
            extra_groups=process.account.extra_groups,
        )


def _output(log: Path | None) -> BinaryIO:
    if log is None:
        return os.fdopen(os.dup(2), "wb")
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb")


async def run_to_end(process: Process) -> None:
    """A step of the start; it does not go on when the start is given up."""
    running = launch(process)
    try:
        code = await ended(running)
    finally:
        kill_group(running.pid)
    if code != 0:
        raise Refusal(f"{process.name} failed (exit code {code})")


async def ended(running: subprocess.Popen[bytes]) -> int:
    """Its exit code. What it started itself ends with it."""
    watched = os.pidfd_open(running.pid)
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    loop.add_reader(watched, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(watched)
        os.close(watched)
    kill_group(running.pid)
    return running.wait()


def kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
