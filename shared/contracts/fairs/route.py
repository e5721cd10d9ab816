"""A visiting route for leaders: which booths, in which order, what is to be said at each."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.booths import BoothCode
from shared.contracts.fairs.fair import HallCode
from shared.contracts.message import Query
from shared.contracts.values import Named

Choice = Literal["stars", "provinces", "named"]
"""`stars`: the exhibitors with the highest OCOP stars; `provinces`: of each province the one with the highest; `named`:
the booths with these codes.
"""
Metres = tuple[float, float]


class ShownProduct(Struct, frozen=True, kw_only=True):
    name: str
    stars: int | None


class Stop(Struct, frozen=True, kw_only=True):
    """`walk`: the way from the stop before, through the hall; empty at the first of a hall. `products`: the best."""

    booth_id: UUID
    booth_code: str
    hall: HallCode
    holder: Named
    province: str | None
    products: list[ShownProduct]
    metres: int
    walk: list[Metres]


class Route(Struct, frozen=True, kw_only=True):
    """Hall by hall. `shortest`: no other order is shorter in any of them."""

    stops: list[Stop]
    shortest: bool

    @property
    def metres(self) -> int:
        return sum(stop.metres for stop in self.stops)


class PlanRoute(Query[Route], frozen=True, kw_only=True):
    """For the Alliance. Booths without an exhibitor are left out; at most `most` stops."""

    subject = "fairs.v1.qry.plan_route"
    fair_id: UUID
    choice: Choice = "stars"
    booth_codes: Annotated[list[BoothCode], Meta(max_length=40)] = []
    most: Annotated[int, Meta(ge=1, le=40)] = 10
