"""How one attempt to send a letter ended, and what can carry letters."""

from collections.abc import AsyncIterator, Sequence
from email.message import EmailMessage
from typing import Literal, NamedTuple, Protocol


class Outcome(NamedTuple):
    """`waiting`: another attempt may help; `failed`: none will."""

    status: Literal["sent", "waiting", "failed"]
    reason: str = ""


SENT = Outcome("sent")


class Post(Protocol):
    """Carries letters. Yields one outcome for each, in their order, as soon as it is known."""

    def carry(self, letters: Sequence[EmailMessage]) -> AsyncIterator[Outcome]: ...
