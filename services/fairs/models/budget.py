"""What a fair may cost, and what it did."""

from uuid import UUID

from sqlmodel import Field

from services.fairs.models.rows import AsJson, Row
from shared.contracts.fairs.outcome import BudgetBody


class Budget(Row, table=True):
    fair_id: UUID = Field(primary_key=True, foreign_key="fair.id")
    version: int
    body: BudgetBody = Field(sa_type=AsJson(BudgetBody))
