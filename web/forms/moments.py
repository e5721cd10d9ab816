"""Moments as people type them: on the clock of the venue."""

from datetime import datetime
from zoneinfo import ZoneInfo


def local(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
