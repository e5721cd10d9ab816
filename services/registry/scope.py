"""What an API token may reach: `fairs:read`, `fairs:write` (which includes reading), or `*`."""

from collections.abc import Iterable

from shared.actor import audiences

SERVICES = ("registry", "listings", "matching", "fairs", "notifications")
EVERYTHING = "*"
SCOPES = frozenset({EVERYTHING, *(f"{service}:{reach}" for service in SERVICES for reach in ("read", "write"))})


def reached(scopes: Iterable[str]) -> list[str]:
    """The subject prefixes that the scopes open."""
    granted = set(scopes)
    if EVERYTHING in granted:
        return audiences(SERVICES)
    written = [f"{service}.v1.cmd." for service in SERVICES if f"{service}:write" in granted]
    read = [f"{service}.v1.qry." for service in SERVICES if granted & {f"{service}:read", f"{service}:write"}]
    return written + read
