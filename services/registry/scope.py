"""What an API token may reach: `fairs:read`, `fairs:write` (which includes reading), or `*`."""

from collections.abc import Iterable

from shared.actor import audiences
from shared.contracts.inventory import OWNERS

EVERYTHING = "*"
SCOPES = frozenset({EVERYTHING, *(f"{service}:{reach}" for service in OWNERS for reach in ("read", "write"))})


def reached(scopes: Iterable[str]) -> list[str]:
    """The subject prefixes that the scopes open."""
    granted = set(scopes)
    if EVERYTHING in granted:
        return audiences(OWNERS)
    written = [f"{service}.v1.cmd." for service in OWNERS if f"{service}:write" in granted]
    read = [f"{service}.v1.qry." for service in OWNERS if granted & {f"{service}:read", f"{service}:write"}]
    return written + read
