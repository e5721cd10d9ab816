"""Who stands first among listings that fit equally: a number below one, each reason outweighing all later ones.

Bounded exposure comes first. The first `TURNS` listings of a co-op with one head concept stand before anybody's further
ones, so that a co-op with two hundred listings of rice does not bury the one that has two. Then stars that are valid
now, completeness and freshness. Freshness grows with the clock of the publication and is added by the indexes.
"""

from datetime import date

from shared.contracts.listings import ListingBody
from shared.ocop import valid_stars

TURNS = 3
_TURN, _STAR, _FACT = 0.5, 0.08, 0.007
"""Five stars are less than a turn, ten facts less than a star, and freshness (0.002) less than a fact."""


def standing(body: ListingBody, turn: int, today: date) -> float:
    stars = valid_stars(body.ocop, today) or 0
    return _TURN * (turn <= TURNS) + _STAR * stars + _FACT * completeness(body)


def completeness(body: ListingBody) -> int:
    """Of ten facts that a buyer asks for, how many are stated."""
    stated = (
        len(body.names) > 1,
        body.category is not None,
        bool(body.descriptions),
        len(body.descriptions) > 1,
        body.ocop is not None,
        bool(body.certificates),
        body.price is not None,
        body.price is not None and body.price.incoterm is not None,
        body.moq is not None,
        body.capacity is not None,
    )
    return sum(stated)
