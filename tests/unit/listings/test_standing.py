"""Each reason to stand first outweighs all later ones together, and all together are less than one."""

from datetime import date
from decimal import Decimal

from services.listings.standing import TURNS, completeness, standing
from shared.contracts.listings import ListingBody
from shared.contracts.values import Ocop, Price
from tests.support.listings import a_body, a_full_body

TODAY = date(2026, 11, 23)
FRESHNESS = 4e9 * 1e-12
"""More than a clock shows in this century, at the weight that the indexes give it."""


def starred(stars: int, issued: date) -> ListingBody:
    return a_body(ocop=Ocop(stars=stars, certificate="1", issued=issued))


def test_turn_then_stars_then_completeness_then_freshness() -> None:
    full, bare, valid = a_full_body(), a_body(), date(2026, 1, 1)
    assert completeness(full) == 10
    assert standing(bare, TURNS, TODAY) > standing(full, TURNS + 1, TODAY) + FRESHNESS
    most = a_body(ocop=None, price=Price(amount=Decimal(1), currency="VND", unit="KGM", incoterm="FOB"))
    assert standing(starred(3, valid), 1, TODAY) > standing(most, 1, TODAY) + FRESHNESS
    assert standing(starred(5, valid), 1, TODAY) > standing(starred(4, valid), 1, TODAY) + 9 * 0.007 + FRESHNESS
    assert standing(most, 1, TODAY) > standing(bare, 1, TODAY) + FRESHNESS
    assert standing(full, 1, TODAY) + FRESHNESS < 1


def test_stars_that_ran_out_count_as_a_paper_only() -> None:
    over, bare = starred(5, date(2020, 1, 1)), a_body()
    assert completeness(over) == completeness(bare) + 1
    assert standing(over, 1, TODAY) < standing(starred(3, date(2026, 1, 1)), 1, TODAY)
