"""What standing agreements still ask of one of the two sides."""

from uuid import UUID

from msgspec import Struct

from shared.contracts.message import Query
from shared.contracts.values import Amount, Language, Month, Named, Side, Unit


class Promised(Struct, frozen=True, kw_only=True):
    month: Month
    quantity: Amount


class OpenAgreement(Struct, frozen=True, kw_only=True):
    """`untold`: months that have begun and of which this `side` has said nothing."""

    id: UUID
    side: Side
    other: Named
    listing_names: dict[Language, str]
    unit: Unit
    confirmed: bool
    untold: list[Promised]


class OpenAgreements(Struct, frozen=True, kw_only=True):
    items: list[OpenAgreement]


class FindOpenAgreements(Query[OpenAgreements], frozen=True, kw_only=True):
    """Agreements that this organisation has still to confirm, or to tell a month of, the oldest first; at most 50."""

    subject = "matching.v1.qry.find_open_agreements"
    organisation_id: UUID
