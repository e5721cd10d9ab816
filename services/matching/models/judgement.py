"""What suggestions were given before what they have now, and how often each organisation kept what it agreed."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.rankings import ScoreBasis
from shared.contracts.requirements import Requirement
from shared.stored import AsJson


class PastJudgement(Row, table=True):
    """Written when another takes its place, so what never changes costs nothing."""

    __tablename__ = "past_judgement"

    demand_id: UUID = Field(primary_key=True)
    listing_id: UUID = Field(primary_key=True)
    until: datetime = Field(primary_key=True, sa_type=STAMP, index=True)
    score: float
    band: int = Field(sa_type=sa.SmallInteger)
    requirements: list[Requirement] = Field(sa_type=AsJson(list[Requirement]))
    basis: ScoreBasis | None = Field(sa_type=AsJson(ScoreBasis))


class OrganisationPast(Row, table=True):
    """Counted anew at each word of a delivery."""

    __tablename__ = "organisation_past"

    organisation_id: UUID = Field(primary_key=True)
    kept: int
    failed: int


PAST_JUDGEMENT = Row.metadata.tables["past_judgement"]
PAST = Row.metadata.tables["organisation_past"]
