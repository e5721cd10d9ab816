"""How suggestions came by their order, for the Alliance: what was counted, with which weight, and who is seen."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.requirements import Requirement
from shared.contracts.values import Language, Named, PageNumber


class Past(Struct, frozen=True, kw_only=True):
    """Months of agreements that both sides have told of: `kept` as agreed, `failed` by what lies with this side."""

    kept: int = 0
    failed: int = 0


class Weighed(Struct, frozen=True, kw_only=True):
    """`credit` from 0 to 1."""

    name: str
    weight: float
    credit: float


class ScoreBasis(Struct, frozen=True, kw_only=True):
    """All that a score was made of: `(band + mean of the credits by their weights) / 5`. `weights` is the version."""

    weights: str
    day: date
    demand_version: int
    listing_version: int
    weighed: list[Weighed]
    coop: Past = Past()
    buyer: Past = Past()


class Judgement(Struct, frozen=True, kw_only=True):
    """What a suggestion was given; `until` another one took its place. `basis`: none for what is older than it.

    `band`: 4 all met; 3 something unknown or only a soft requirement unmet; 2 such, and it may be another product; 1 a
    hard one unmet or far too dear; 0 no use but in a group.
    """

    score: float
    band: int
    requirements: list[Requirement]
    basis: ScoreBasis | None
    until: datetime | None = None


class Ranked(Struct, frozen=True, kw_only=True):
    """`turn`: 0 for the best product of its co-op in that band, 1 for the next."""

    place: int
    listing_id: UUID
    names: dict[Language, str]
    coop: Named
    score: float
    band: int
    turn: int


class Ranking(Struct, frozen=True, kw_only=True):
    demand_id: UUID
    what: str
    lang: Language
    items: list[Ranked]


class Judgements(Struct, frozen=True, kw_only=True):
    """The one that holds, then those before it, the newest first."""

    demand_id: UUID
    what: str
    lang: Language
    listing_id: UUID
    names: dict[Language, str]
    coop: Named
    items: list[Judgement]


class SizeExposure(Struct, frozen=True, kw_only=True):
    """Co-ops with `least` to `most` published products: `places` of theirs among the first twelve of open demands,
    `fitting` of their products that fit some open demand, `seen` of the co-ops whose products are among those twelve.
    """

    least: int
    most: int | None
    coops: int
    listings: int
    fitting: int
    fitting_coops: int
    places: int
    seen: int


class Exposure(Struct, frozen=True, kw_only=True):
    """`largest_share`: the highest share of one co-op in the first twelve places of a demand that has as many."""

    demands: int
    places: int
    largest_share: float
    sizes: list[SizeExposure]
    unseen: list[Named]
    unseen_total: int


class GetRanking(Query[Ranking], frozen=True, kw_only=True):
    """For the Alliance."""

    subject = "matching.v1.qry.get_ranking"
    demand_id: UUID


class GetJudgements(Query[Judgements], frozen=True, kw_only=True):
    """For the Alliance, of one suggestion."""

    subject = "matching.v1.qry.get_judgements"
    demand_id: UUID
    listing_id: UUID


class GetExposure(Query[Exposure], frozen=True, kw_only=True):
    """For the Alliance. `unseen` are co-ops of which nothing stands among the first twelve although something fits."""

    subject = "matching.v1.qry.get_exposure"
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24
