"""Booths: where they stand."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import Row
from shared.errors import Rejected


class Booth(Row, table=True):
    """`standing`: in the present plan; a booth that a revision took away stays for its past bookings.

    `position`: its place in the plan's order. `version` counts blockings and releases.
    """

    __table_args__ = (
        sa.Index("booth_fair_id_code_key", "fair_id", "code", unique=True, postgresql_where=sa.text("standing")),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    version: int = 1
    code: str
    hall: str
    position: int
    x: float
    y: float
    width: float
    depth: float
    booth_type: str = Field(default="", sa_column_kwargs={"server_default": ""})
    zone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    corner: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    power: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    water: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    cold: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    standing: bool = True
    blocked: bool = False

    def must_stand(self) -> None:
        if not self.standing:
            raise Rejected("booth_unknown", id=self.id)

    def must_be_offered(self) -> None:
        self.must_stand()
        if self.blocked:
            raise Rejected("booth_blocked", booth_code=self.code)
