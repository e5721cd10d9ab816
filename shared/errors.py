"""What can go wrong in a way that callers understand."""

from collections.abc import Mapping
from uuid import UUID

Detail = str | int | bool | UUID | None


class Rejected(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule says no. `code` names the rule, `details` say what a person needs to go on."""

    def __init__(self, code: str, /, **details: Detail) -> None:
        super().__init__(code)
        self.code = code
        self.details = {name: str(value) if isinstance(value, UUID) else value for name, value in details.items()}


class Invalid(Rejected):
    """Fields that cannot be accepted, all of them at once: name of the field → code of what is wrong with it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("invalid", **fields)


class Unavailable(Exception):  # noqa: N818 - nothing is wrong with the request
    """Nobody could answer now: bus or database away, service busy or restarting. Trying again is safe."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
