"""Every message there is, found in the modules of this package."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from shared import contracts
from shared.contracts.message import Event, Request

OWNERS = ("registry", "listings", "matching", "fairs", "notifications")


def messages() -> Iterator[type[Request[Any] | Event]]:
    """Sorted by subject. Abstract ones have none and are left out."""
    found: dict[str, type[Request[Any] | Event]] = {}
    for module in walk_packages(contracts.__path__, f"{contracts.__name__}."):
        for thing in vars(import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, (Request, Event)) and "subject" in vars(thing):
                found[thing.subject] = thing
    for subject in sorted(found):
        yield found[subject]
