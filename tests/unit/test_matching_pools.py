"""Until when somebody may say that a group shall be."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.matching.models.pool import Pool
from shared.errors import Rejected
from shared.ids import uuid7

END = datetime(2026, 12, 5, 1, tzinfo=UTC)


def a_pool() -> Pool:
    """Of which each partner is asked."""
    return Pool(
        id=uuid7(),
        demand_id=uuid7(),
        buyer_id=uuid7(),
        status="offered",
        months=["2027-01"],
        most_partners=2,
        unit="KGM",
        quantity=Decimal(1000),
        proposed_at=END - timedelta(days=3),
        answer_by=END,
    )


def test_at_its_last_instant_nobody_agrees_any_more() -> None:
    pool = a_pool()
    pool.must_wait_for_an_answer("offered", at=END - timedelta(microseconds=1))
    with pytest.raises(Rejected) as refusal:
        pool.must_wait_for_an_answer("offered", at=END)
    assert refusal.value.details == {"status": "lapsed"}


def test_the_buyer_has_time_of_its_own() -> None:
    pool = a_pool()
    pool.ask_the_buyer(until=END + timedelta(days=2))
    pool.must_wait_for_an_answer("awaiting_buyer", at=END)
    with pytest.raises(Rejected) as refusal:
        pool.must_wait_for_an_answer("offered", at=END)
    assert refusal.value.details == {"status": "awaiting_buyer"}
