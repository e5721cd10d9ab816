"""What the supervisor does: told to who watches it, and kept in its log."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO


class Journal:
    def __init__(self, log: Path, *, watched: bool = True) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._watched = watched

    def say(self, text: str) -> None:
        stamped = f"{datetime.now(UTC).isoformat(timespec='milliseconds')} {text}\n"
        os.write(self._log, stamped.encode())
        self._show(text, sys.stderr)

    def announce(self, text: str) -> None:
        """What the command promises on standard output."""
        self._show(text, sys.stdout)

    def let_go(self) -> None:
        """Nobody watches any more: standard input, output and error are given back to the caller."""
        self._watched = False
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(self._log, 1)
        os.dup2(self._log, 2)

    def _show(self, text: str, stream: TextIO) -> None:
        """A reader that has gone away is no reason to stop the market."""
        if not self._watched:
            return
        try:
            print(text, file=stream, flush=True)
        except BrokenPipeError:
            self.let_go()
