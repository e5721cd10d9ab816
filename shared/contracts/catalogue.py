"""Every message there is, found in the modules of this package."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from shared.contracts.message import Event, Request

OWNERS = ("registry", "listings", "matching", "fairs", "notifications")
MODULES = (
    *OWNERS,
    "agreements",
    "baskets",
    "capacity",
    "deliveries",
    "demand_reading",
    "dismissals",
    "fairs.agenda",
    "fairs.attendee_groups",
    "fairs.fees",
    "fairs.team",
    "importing",
    "inquiries",
    "lots",
    "near_matches",
    "operations",
    "overviews",
    "papers",
    "photos",
    "pools",
    "questions",
    "quotes",
    "readiness",
    "samples",
    "searching",
    "standing",
    "statistics",
    "traded",
)


def messages() -> Iterator[type[Request[Any] | Event]]:
    """Sorted by subject. Abstract ones have none and are left out."""
    found: dict[str, type[Request[Any] | Event]] = {}
    for module in MODULES:
        for thing in vars(import_module(f"shared.contracts.{module}")).values():
            if isinstance(thing, type) and issubclass(thing, (Request, Event)) and "subject" in vars(thing):
                found[thing.subject] = thing
    for subject in sorted(found):
        yield found[subject]
