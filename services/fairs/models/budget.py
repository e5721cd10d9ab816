"""What a fair may cost, and what it did."""

from uuid import UUID

from sqlmodel import Field

from services.fairs.models.rows import Row
from shared.contracts.fairs.outcome import BudgetBody
from shared.stored import AsJson


class Budget(Row, table=True):
    fair_id: UUID = Field(primary_key=True, foreign_key="fair.id")
    version: int
    body: BudgetBody = Field(sa_type=AsJson(BudgetBody))
