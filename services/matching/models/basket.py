"""What a buyer's organisation has put aside."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.matching.models.row import STAMP, Row


class BasketItem(Row, table=True):
    __tablename__ = "basket_item"

    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id")
    listing_id: UUID = Field(primary_key=True, foreign_key="card.listing_id")
    added_at: datetime = Field(sa_type=STAMP)


BASKET = Row.metadata.tables["basket_item"]
