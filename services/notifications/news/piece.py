"""What every piece of news has: facts that are stored, and words for them that are found when somebody reads."""

import re
from datetime import timedelta
from typing import ClassVar, NamedTuple

import msgspec

from services.notifications.speech import Speech

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Words(NamedTuple):
    title: str
    text: str


def in_snake_case(class_name: str) -> str:
    """`BookingConfirmed` is stored, and shown to programs, as `booking_confirmed`."""
    return _CAPITAL.sub("_", class_name).lower()


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=in_snake_case, omit_defaults=True):
    """`times`: how many events it stands for. `mail_interval`: a reader gets at most one letter of a topic in that
    time, which then tells all that came meanwhile.
    """

    mail_interval: ClassVar[timedelta] = timedelta(0)
    times: int = 1

    @property
    def link(self) -> str:
        """The page where one can act on it, without the language part."""
        raise NotImplementedError

    @property
    def calendar(self) -> str | None:
        """The address of a calendar file to go with it, without the language part."""
        return None

    @property
    def topic(self) -> str | None:
        """What comes often replaces what its reader has not read yet of the same topic."""
        return None

    def words(self, speech: Speech) -> Words:
        raise NotImplementedError
