"""The demo's deals can be made on whichever day it is loaded."""

from datetime import date

import pytest

from deploy.demo.deals import STORIES, deals
from deploy.demo.listings import listings, sellers
from deploy.demo.organisations import buyers, cooperatives

PROVINCE = 2_000  # listings


@pytest.mark.parametrize("month", range(1, 13))
def test_every_story_has_its_goods_in_every_season(month: int) -> None:
    today, coops = date(2026, month, 28), cooperatives()
    listed = {seller.id: items for seller, items in listings(sellers(coops), PROVINCE, today)}
    begun = list(deals(coops, buyers(), listed, today))
    assert [deal.story for deal in begun] == list(STORIES)
    assert {deal.months[0] for deal in begun} == {f"2026-{month:02d}"}
    assert all(deal.smallest <= deal.amount for deal in begun)
