"""Three fairs of the demo: one past, one open that books directly, one in preparation."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from deploy.demo.organisations import organisation_id
from shared.contracts.fairs.fair import FairBody, HallBody

ZONE = "Asia/Ho_Chi_Minh"
BOOKED = {"open": 24, "past": 31}
"""Booths with a holder; the open fair keeps 36 of 60 free."""


def fair_id(which: str) -> UUID:
    return organisation_id("fair", which)


def open_fair(now: datetime) -> FairBody:
    starts_at = _day(now, 12, 8)
    return FairBody(
        name=f"Hội chợ OCOP Bắc Ninh {starts_at.year}",
        status="open",
        starts_at=starts_at,
        ends_at=_day(now, 15, 17),
        zone=ZONE,
        venue="Trung tâm Văn hóa Kinh Bắc, Bắc Ninh",
        description="Hội chợ xúc tiến thương mại của Liên minh HTX: hàng OCOP, người mua Nhật, Hàn, Israel.",
        booking="direct",
        halls=[HallBody(code="A", name="Nhà A", rows=6, columns=10)],
    )


def past_fair(now: datetime) -> FairBody:
    """As it was while it was open and lay ahead; its later states follow."""
    return FairBody(
        name=f"Phiên chợ hàng Việt Kinh Bắc {_day(now, -120, 8).year}",
        status="open",
        starts_at=_day(now, 1, 8),
        ends_at=_day(now, 3, 17),
        zone=ZONE,
        venue="Quảng trường Suối Hoa, Bắc Ninh",
        booking="direct",
        halls=[HallBody(code="A", name="Sân chính", rows=4, columns=10)],
    )


def prepared_fair(now: datetime) -> FairBody:
    starts_at = _day(now, 75, 8)
    return FairBody(
        name=f"Hội chợ Xuân {starts_at.year}",
        status="draft",
        starts_at=starts_at,
        ends_at=_day(now, 79, 20),
        zone=ZONE,
        venue="Nhà thi đấu tỉnh, Bắc Ninh",
        booking="approval",
        halls=[
            HallBody(code="A", name="Nhà A", rows=6, columns=12),
            HallBody(code="B", name="Nhà B", rows=4, columns=8),
        ],
    )


def ending(body: FairBody, now: datetime) -> Iterator[FairBody]:
    """The states through which an open fair comes to its end, which is said to be long ago."""
    for status in ("closed", "running"):
        yield replace(body, status=status)
    yield held_fair(now)


def held_fair(now: datetime) -> FairBody:
    return replace(past_fair(now), status="finished", starts_at=_day(now, -120, 8), ends_at=_day(now, -118, 17))


def _day(now: datetime, days: int, hour: int) -> datetime:
    there = now.astimezone(ZoneInfo(ZONE)) + timedelta(days=days)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0)
