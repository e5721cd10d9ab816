"""What services told, kept among the public pages (ADR 0010) until something changes that it names."""

from collections.abc import Awaitable, Callable
from time import monotonic

from litestar.types import HTTPResponseStartEvent

from web.page_cache import LONGEST, Kept, PageCache

NO_PAGE: HTTPResponseStartEvent = {"type": "http.response.start", "status": 200, "headers": []}


async def kept_answer(
    cache: PageCache,
    key: bytes,
    ask: Callable[[], Awaitable[bytes]],
    shows: Callable[[bytes], frozenset[str]],
    longest: float = LONGEST,
) -> bytes:
    """Under a key that is no page's address. `shows` tells what drops an answer; one that nothing drops is not kept."""
    kept = cache.get(key)
    if kept is not None and kept.is_fresh:
        return kept.body
    with cache.making() as making:
        told = await ask()
        if names := shows(told):
            cache.keep(key, Kept(NO_PAGE, told, None, names, monotonic() + longest), making)
    return told
