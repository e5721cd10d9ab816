"""What the supervisor does: told to who watches it, and kept in its log."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path


class Journal:
    def __init__(self, log: Path, *, watched: bool = True) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._watched = watched

    def say(self, text: str) -> None:
        stamped = f"{datetime.now(UTC).isoformat(timespec='milliseconds')} {text}\n"
        os.write(self._log, stamped.encode())
        if self._watched:
            print(text, file=sys.stderr, flush=True)

    def let_go(self) -> None:
        """Nobody watches any more: standard input, output and error are given back to the caller."""
        self._watched = False
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123 -- os.devnull is a name, not a path of ours
            os.dup2(nothing.fileno(), 0)
        os.dup2(self._log, 1)
        os.dup2(self._log, 2)
