"""A buyer asks a co-op for a fact that its listing does not say. It is answered by stating it there."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event
from shared.contracts.values import Language


class FactQuestion(Struct, frozen=True, kw_only=True):
    """The same question has the same `id`, whoever asks it how often."""

    id: UUID


class AskFact(Command[FactQuestion], frozen=True, kw_only=True):
    """Of a suggestion whose `requirement` is unknown, by the demand's buyer. Refused: `fact_known`."""

    subject = "matching.v1.cmd.ask_fact"
    demand_id: UUID
    listing_id: UUID
    requirement: Annotated[str, Meta(max_length=60)]


class FactAsked(Event, frozen=True, kw_only=True):
    """`id` is the question's, `version` the demand's: a demand that was changed may ask again."""

    subject = "matching.v1.evt.fact_asked"
    demand_id: UUID
    listing_id: UUID
    coop_id: UUID
    buyer_name: str
    what: str
    listing_names: dict[Language, str]
    requirement: str
