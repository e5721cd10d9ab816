"""What buyers say of suggestions that do not help them."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done

NotRelevant = Literal["other_product", "other_quality", "too_dear", "too_far", "known_already", "other"]


class DismissalCount(Struct, frozen=True, kw_only=True):
    """How many suggestions buyers set aside for that reason."""

    reason: NotRelevant
    suggestions: int


class DismissSuggestion(Command[Done], frozen=True, kw_only=True):
    """By the demand's buyer, who does not see it any more. Said again, the last word counts."""

    subject = "matching.v1.cmd.dismiss_suggestion"
    demand_id: UUID
    listing_id: UUID
    reason: NotRelevant
    note: Annotated[str, Meta(max_length=1000)] = ""


class RestoreSuggestion(Command[Done], frozen=True, kw_only=True):
    """By the demand's buyer, after all."""

    subject = "matching.v1.cmd.restore_suggestion"
    demand_id: UUID
    listing_id: UUID
