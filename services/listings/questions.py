"""Questions about the terms of a listing, in no engine's notation yet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct

Written = TypeVar("Written")
Written_co = TypeVar("Written_co", covariant=True)

Fields = tuple[str, ...]
NAME: Fields = ("",)
SELLER: Fields = ("o:",)
NAME_OR_SELLER: Fields = ("", "o:")
ANYWHERE: Fields = ("", "o:", "d:")
"""Where a word may stand: beginnings of lexemes, see `indexing`. An index may keep the words of several as one."""


class Notation(Protocol[Written_co]):
    """How an engine writes questions."""

    def term(self, lexeme: str, fields: Fields) -> Written_co: ...
    def beginning(self, lexeme: str, fields: Fields) -> Written_co: ...
    def every(self, parts: Sequence["Question"]) -> Written_co: ...
    def some(self, parts: Sequence["Question"]) -> Written_co: ...


class Question(Protocol):
    def written(self, notation: Notation[Written]) -> Written: ...


class Term(Struct, frozen=True):
    """In any of the fields."""

    lexeme: str
    fields: Fields = NAME

    def written(self, notation: Notation[Written]) -> Written:
        return notation.term(self.lexeme, self.fields)


class Beginning(Struct, frozen=True):
    """Any term that begins so."""

    lexeme: str
    fields: Fields = NAME

    def written(self, notation: Notation[Written]) -> Written:
        return notation.beginning(self.lexeme, self.fields)


class Every(Struct, frozen=True):
    parts: tuple[Question, ...]

    def written(self, notation: Notation[Written]) -> Written:
        return notation.every(self.parts)


class Some(Struct, frozen=True):
    parts: tuple[Question, ...]

    def written(self, notation: Notation[Written]) -> Written:
        return notation.some(self.parts)


class Sought(Struct, frozen=True, eq=False):
    """What is asked for with a text: `matches` decides what is found, each of `fits` that fits adds its weight.
    `is_any_fit`: `matches` finds what one of `fits` finds, no more, no less, so that it need not be asked besides.

    Made once for a text and told apart by identity, so an engine may keep what it made of it.
    """

    matches: Question
    fits: Mapping[str, Question]
    is_any_fit: bool = False


def every(questions: Iterable[Question | None]) -> Question | None:
    """Of those that are asked; one alone is itself."""
    stated = _stated(questions)
    return stated[0] if len(stated) == 1 else Every(stated) if stated else None


def some(questions: Iterable[Question | None]) -> Question | None:
    stated = _stated(questions)
    return stated[0] if len(stated) == 1 else Some(stated) if stated else None


def _stated(questions: Iterable[Question | None]) -> tuple[Question, ...]:
    stated = [question for question in questions if question is not None]
    return tuple(dict.fromkeys(stated) if len(stated) > 1 else stated)
