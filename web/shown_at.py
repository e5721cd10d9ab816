"""Where a page is that answers a form: a refused one has the address that takes the form, and nobody can open that."""

from functools import cache

from litestar import Litestar
from litestar.routes import HTTPRoute

Pattern = tuple[str | None, ...]
"""Segments of an address; None stands for any."""


def shown_at(app: Litestar, path: str) -> str:
    """The address itself where it can be opened, else the nearest above it that can."""
    segments = path.strip("/").split("/")
    while segments and not any(_fits(pattern, segments) for pattern in _opened(app)):
        segments.pop()
    return "/" + "/".join(segments)


def _fits(pattern: Pattern, segments: list[str]) -> bool:
    return len(pattern) == len(segments) and all(
        there in {None, segment} for there, segment in zip(pattern, segments, strict=True)
    )


@cache
def _opened(app: Litestar) -> tuple[Pattern, ...]:
    return tuple(
        tuple(part if isinstance(part, str) else None for part in route.path_components)
        for route in app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
    )
