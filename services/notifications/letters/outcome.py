"""How one attempt to send a letter ended, and what carries letters."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Literal, NamedTuple, Protocol

from services.notifications.letters.composing import Letter


class Outcome(NamedTuple):
    """`waiting`: another attempt may help; `failed`: none will."""

    status: Literal["sent", "waiting", "failed"]
    reason: str = ""


SENT = Outcome("sent")

Carry = Callable[[Letter], Awaitable[Outcome]]


class Post(Protocol):
    """Opened for each batch of letters."""

    def opened(self) -> AbstractAsyncContextManager[Carry]: ...
