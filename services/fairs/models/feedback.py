"""What people said of a fair that is over."""

from datetime import datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.feedback import Aspect, FeedbackKind, FeedbackStatus
from shared.contracts.values import Language
from shared.stored import AsJson


class Feedback(Row, table=True):
    """`account_id` says that somebody has answered, and is never told."""

    __table_args__ = (
        one_of("kind", get_args(FeedbackKind)),
        one_of("status", get_args(FeedbackStatus)),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name="overall"),
        sa.Index("feedback_once_key", "fair_id", "account_id", unique=True, info={"rejects": "feedback_given"}),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id")
    account_id: UUID
    kind: FeedbackKind = Field(sa_type=sa.Text)
    overall: int
    scores: dict[Aspect, int] = Field(sa_type=AsJson(dict[Aspect, int]))
    again: bool | None = None
    text: str
    language: Language = Field(sa_type=sa.Text)
    status: FeedbackStatus = Field(default="waiting", sa_type=sa.Text)
    at: datetime = Field(sa_type=STAMP)

    def says_the_same_as(self, other: "Feedback") -> bool:
        said = ("fair_id", "account_id", "overall", "scores", "again", "text")
        return all(getattr(self, one) == getattr(other, one) for one in said)
