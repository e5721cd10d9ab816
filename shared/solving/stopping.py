"""SIGTERM and Ctrl-C ask a solver to end with the best that it has."""

import os
import signal
from contextlib import AbstractContextManager
from types import FrameType
from typing import Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)
INTERRUPTED = 130


def leave_when_asked() -> None:
    """Until a `Stop` is entered nothing is there to be written, and native modules may be half imported."""
    for number in SIGNALS:
        signal.signal(number, lambda _number, _frame: os._exit(INTERRUPTED))


class Stop(AbstractContextManager["Stop"]):
    """While entered, the signals set a flag and wake whoever waits on `fileno`."""

    def __init__(self) -> None:
        self.requested = False
        self._reader, self._writer = os.pipe()
        self._former: list[tuple[signal.Signals, object]] = []

    def __enter__(self) -> Self:
        for number in SIGNALS:
            self._former.append((number, signal.signal(number, self._on_signal)))
        return self

    def __exit__(self, *exc: object) -> None:
        for number, handler in self._former:
            signal.signal(number, handler if callable(handler) else signal.SIG_DFL)
        os.close(self._reader)
        os.close(self._writer)

    def fileno(self) -> int:
        return self._reader

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        if not self.requested:
            self.requested = True
            os.write(self._writer, b"!")
