"""Who was shown whose contacts, and by which consent."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.registry.models.row import STAMP, Row


class AcceptedMatch(Row, table=True):
    """Two organisations that found each other, as `matching` told. `version` counts the disclosures to either side."""

    __tablename__ = "accepted_match"

    id: UUID = Field(primary_key=True)
    buyer_id: UUID = Field(index=True)
    coop_id: UUID = Field(index=True)
    heard_at: datetime = Field(sa_type=STAMP)
    version: int = 0


class Disclosure(Row, table=True):
    """The contacts of `account_id`, who speaks for `organisation_id`, were released to the match's other side.

    `consented_at` is the consent that it rests on. Rows are never changed: they are the log.
    """

    match_id: UUID = Field(primary_key=True, foreign_key="accepted_match.id")
    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    organisation_id: UUID = Field(foreign_key="organisation.id")
    consented_at: datetime = Field(sa_type=STAMP)
    disclosed_at: datetime = Field(sa_type=STAMP)


class AddressShown(Row, table=True):
    """`shown_to` has seen the e-mail of `account_id`: each had agreed to the other's asking at a fair. When it was seen
    first. Rows are never changed: they are the log.
    """

    __tablename__ = "address_shown"

    lead_id: UUID = Field(primary_key=True)
    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    shown_to: UUID = Field(primary_key=True, foreign_key="account.id")
    shown_at: datetime = Field(sa_type=STAMP)
