"""Wall time, measured from the start of the process: importing and reading count too."""

import os
import time
from pathlib import Path

import msgspec

WRITING = 0.5
"""Seconds, on a busy machine."""


def process_age() -> float:
    """Seconds since the kernel started this process; 0 where the kernel does not tell."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError, ValueError, IndexError):
        return 0.0
    return max(0.0, age)


class Deadline(msgspec.Struct, frozen=True):
    """A moment on the monotonic clock, which all processes of one machine share."""

    started: float
    ends: float

    @classmethod
    def of_process(cls, seconds: float) -> "Deadline":
        started = time.monotonic() - process_age()
        return cls(started, started + seconds)

    @classmethod
    def in_seconds(cls, seconds: float) -> "Deadline":
        now = time.monotonic()
        return cls(now, now + seconds)

    def earlier(self, seconds: float) -> "Deadline":
        """The same start, with time kept back for what comes after."""
        return Deadline(self.started, self.ends - seconds)

    def before_writing(self) -> "Deadline":
        """Time is kept back for writing what was found, but no more than a fifth of all."""
        return self.earlier(min(WRITING, 0.2 * (self.ends - self.started)))

    def share(self, part: float) -> "Deadline":
        """The end of that part (0..1) of the time that is left now."""
        return Deadline(self.started, time.monotonic() + self.left * part)

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    @property
    def left(self) -> float:
        return max(0.0, self.ends - time.monotonic())

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self.ends
