"""The three kinds of message. A message names its subject; only its owner's module defines it."""

from functools import cache
from typing import ClassVar, Generic, TypeVar, get_args
from uuid import UUID

import msgspec

Reply = TypeVar("Reply", bound=msgspec.Struct)


class Request(msgspec.Struct, Generic[Reply], frozen=True, kw_only=True):
    """Asked of one service, answered with `Reply`. `anonymous`: may come without an actor."""

    subject: ClassVar[str]
    anonymous: ClassVar[bool] = False

    def sent_to(self) -> str:
        """The subject of this very message."""
        return self.subject


class Command(Request[Reply], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks for a change. Carries the ids of what it makes, so that a repeat is harmless."""


class Query(Request[Reply], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks for facts and changes nothing."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact: the public state of one entity and the version that this state has."""

    subject: ClassVar[str]
    id: UUID
    version: int


class Done(msgspec.Struct, frozen=True):
    """The reply of a command that has nothing to tell."""


@cache
def reply_type(request: type[Request[Reply]]) -> type[Reply]:
    """The `R` of `class BookBooth(Command[R])`."""
    argument: type[Reply] = get_args(request.__dict__["__orig_bases__"][0])[0]
    return argument
