"""Letters as .eml files, for an installation without a mail server: any mail program opens them."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from services.notifications.letters.composing import Letter
from services.notifications.letters.outcome import SENT, Carry, Outcome


class Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[Carry]:
        yield self._carry

    async def _carry(self, letter: Letter) -> Outcome:
        try:
            await asyncio.to_thread(self._write, letter)
        except OSError as error:
            return Outcome("waiting", str(error))
        return SENT

    def _write(self, letter: Letter) -> None:
        """The same letter again is the same file. Whole or not there."""
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._path / f".{letter.key}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(letter.message)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path / f"{letter.key}.eml")
