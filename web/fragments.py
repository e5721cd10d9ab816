"""Pieces of pages that are drawn once for each value that they show: by the same facts, the same HTML."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec
from jinja2 import Environment
from markupsafe import Markup
from msgspec.structs import replace

from shared.contracts.listings import ListingCard
from shared.contracts.matching import MatchStatus
from shared.contracts.requirements import Requirement
from web.languages import Voice

CARDS = 4096
"""Of about 3 kB with what they were drawn from, in all languages together."""
OPTIONS = 8192

DrawnAs = Literal["listing_card", "collectable_card", "listing_row"]
SUGGESTIONS = 2048
"""Of about 8 kB with what they were drawn from."""

_WHY = re.compile(rb',"why":(null|"(?:[^"\\]|\\.)*")')
_LATER = "\ue000"
"""Stands in a kept card for why it was found: that belongs to the search, and the same card answers many."""

Drawing = Callable[..., Markup]


class WrittenSuggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion whose listing and verdicts are unread."""

    listing_id: UUID
    score: float
    requirements: msgspec.Raw
    listing: msgspec.Raw
    match_request_id: UUID | None
    match_status: MatchStatus | None


class DrawnSuggestion(NamedTuple):
    """`questions` are the buttons that ask for what is unknown."""

    listing_id: UUID
    match_request_id: UUID | None
    match_status: MatchStatus | None
    drawn: Markup
    questions: Markup


class Fragments:
    def __init__(self, environments: Mapping[Voice, Environment]) -> None:
        self._macros: dict[tuple[Voice, str], Drawing] = {}
        self._environments = environments
        self._card = lru_cache(CARDS)(self._draw_card)
        self._option = lru_cache(OPTIONS)(self._draw_option)
        self._suggestion = lru_cache(SUGGESTIONS)(self._draw_suggestion)

    def cards(self, voice: Voice, said: Iterable[msgspec.Raw], form: DrawnAs) -> Markup:
        """Of listings as the service wrote them down. Their season strips outline the current month."""
        month = datetime.now(UTC).month
        return _joined(piece for listing in said for piece in self._found(voice, bytes(listing), form, month))

    def suggestion(self, voice: Voice, said: WrittenSuggestion) -> DrawnSuggestion:
        month = datetime.now(UTC).month
        drawn = self._suggestion(voice, bytes(said.listing), said.score, bytes(said.requirements), month)
        return DrawnSuggestion(said.listing_id, said.match_request_id, said.match_status, *drawn)

    def options(
        self, voice: Voice, name: str, values: Iterable[object], counts: Mapping[str, int], marked: Collection[object]
    ) -> Markup:
        """The choices of a filter that would find something, and those that are chosen."""
        shown = [value for value in values if str(value) in counts or value in marked]
        return _joined(self._option(voice, name, value, counts.get(str(value), 0), value in marked) for value in shown)

    def _found(self, voice: Voice, said: bytes, form: DrawnAs, month: int) -> tuple[Markup, Markup, Markup]:
        reason = _WHY.search(said)
        before, after = self._card(voice, _WHY.sub(b"", said), form, month)
        return before, self._why(voice, msgspec.json.decode(reason[1], type=str | None) if reason else None), after

    def _draw_card(self, voice: Voice, facts: bytes, form: DrawnAs, _month: int) -> tuple[Markup, Markup]:
        """What stands before why it was found, and behind."""
        card = replace(msgspec.json.decode(facts, type=ListingCard), why=_LATER)
        before, _, after = self._macro(voice, "parts/card.html", form)(card).partition(self._why(voice, _LATER))
        return before, after

    def _why(self, voice: Voice, text: str | None) -> Markup:
        return self._macro(voice, "parts/card.html", "why")(text)

    def _draw_suggestion(
        self, voice: Voice, listing: bytes, score: float, requirements: bytes, _month: int
    ) -> tuple[Markup, Markup]:
        card = msgspec.json.decode(listing, type=ListingCard)
        judged = msgspec.json.decode(requirements, type=list[Requirement])
        drawn = self._macro(voice, "parts/suggestion.html", "suggested")(card, score, judged)
        asking = self._macro(voice, "parts/suggestion.html", "questions")(judged)
        return drawn, Markup(asking.strip())  # noqa: S704 - it is markup

    def _draw_option(self, voice: Voice, *facts: object) -> Markup:
        return self._macro(voice, "parts/filters.html", "option")(*facts)

    def _macro(self, voice: Voice, template: str, name: str) -> Drawing:
        if (voice, name) not in self._macros:
            self._macros[voice, name] = getattr(self._environments[voice].get_template(template).module, name)
        return self._macros[voice, name]


def _joined(pieces: Iterable[Markup]) -> Markup:
    """Each is markup already: `Markup.join` would look at every one again."""
    return Markup("".join(pieces))  # noqa: S704
