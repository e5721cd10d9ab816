"""One thing that waits for somebody."""

from typing import Literal

from msgspec import Struct

Tone = Literal["urgent", "hold", "missing", "done", "plain"]
SHOWN = 10
"""Of each kind of thing; the rest is on its own page."""


class Task(Struct, frozen=True, kw_only=True):
    """One thing to do: why now, what it is, what happens, where the one button leads."""

    tone: Tone
    due: str
    title: str
    text: str
    link: str
    action: str
