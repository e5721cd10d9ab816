"""Listings as programs state them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from shared.ids import uuid7


def a_word() -> str:
    """That no other listing and no other demand has in it."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid7().hex[-10:])


def a_listing(name: str = "Củ sen sấy", **changes: Any) -> dict[str, Any]:
    return {
        "sku": "SEN-01",
        "names": {"vi": name},
        "category": "food",
        "price": {"amount": "185000", "currency": "VND", "unit": "KGM", "incoterm": "FOB", "place": "Hải Phòng"},
        "moq": {"amount": "200", "unit": "KGM"},
        "capacity": {"unit": "KGM", "by_month": ["1000"] * 12},
        **changes,
    }


async def publish(seller: httpx.AsyncClient, name: str, **changes: Any) -> UUID:
    """A new listing that buyers see."""
    listing_id = uuid7()
    for address, body in (("", a_listing(name, **changes)), ("/publication", {})):
        answer = await seller.put(f"/api/v1/listings/{listing_id}{address}", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
    return listing_id


def coming_months(count: int) -> list[str]:
    """The present one first."""
    today = datetime.now(UTC)
    present = today.year * 12 + today.month - 1
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(present, present + count)]


def a_quote(*amounts: int) -> dict[str, Any]:
    """Kilograms for Yokohama, this month and those after it."""
    asked = amounts or (300, 400)
    months = [
        {"month": month, "amount": str(amount)} for month, amount in zip(coming_months(len(asked)), asked, strict=True)
    ]
    return {
        "unit": "KGM",
        "currency": "USD",
        "incoterm": "CIF",
        "place": "Yokohama",
        "tiers": [{"from_quantity": "0", "price": "7.4"}],
        "months": months,
        "valid_until": (datetime.now(UTC) + timedelta(days=3)).isoformat(),
    }
