"""What is kept of rendered pages, and for how long."""

from time import monotonic

from litestar.types import HTTPResponseStartEvent

from web.page_cache import Kept, PageCache

MEGABYTE = 2**20


def a_page(*shows: str, body: bytes = b"page", seconds: float = 60) -> Kept:
    start: HTTPResponseStartEvent = {"type": "http.response.start", "status": 200, "headers": []}
    return Kept(start, body, '"tag"', frozenset(shows), monotonic() + seconds)


def keep(cache: PageCache, address: bytes, page: Kept) -> None:
    with cache.making() as making:
        cache.keep(address, page, making)


def test_a_page_is_dropped_by_each_name_that_it_shows_and_by_no_other() -> None:
    for changed in ("sen", "tra"):
        cache = PageCache(MEGABYTE)
        keep(cache, b"/both", a_page("sen", "tra"))
        keep(cache, b"/other", a_page("gao"))
        cache.drop(frozenset({changed, "xoai"}))
        assert cache.get(b"/both") is None
        assert cache.get(b"/other") is not None


def test_a_page_whose_facts_changed_while_it_was_made_is_not_kept() -> None:
    cache = PageCache(MEGABYTE)
    with cache.making() as making:
        cache.drop(frozenset({"sen"}))
        cache.keep(b"/old", a_page("sen"), making)
        cache.keep(b"/untouched", a_page("tra"), making)
    assert cache.get(b"/old") is None
    assert cache.get(b"/untouched") is not None


def test_nothing_that_was_begun_before_a_gap_in_hearing_is_kept() -> None:
    cache = PageCache(MEGABYTE)
    keep(cache, b"/before", a_page("sen"))
    with cache.making() as making:
        cache.clear()
        cache.keep(b"/during", a_page("sen"), making)
    assert cache.get(b"/before") is None
    assert cache.get(b"/during") is None


def test_the_least_lately_read_page_makes_room() -> None:
    cache = PageCache(3 * a_page().size)
    for address in (b"/1", b"/2", b"/3"):
        keep(cache, address, a_page("sen"))
    cache.get(b"/1")
    keep(cache, b"/4", a_page("sen"))
    assert [address for address in (b"/1", b"/2", b"/3", b"/4") if cache.get(address)] == [b"/1", b"/3", b"/4"]


def test_a_page_replaced_counts_once_and_a_cache_of_nothing_keeps_nothing() -> None:
    cache = PageCache(2 * a_page().size)
    for _ in range(5):
        keep(cache, b"/1", a_page("sen"))
    keep(cache, b"/2", a_page("sen"))
    assert cache.get(b"/1")
    nothing = PageCache(0)
    keep(nothing, b"/1", a_page("sen"))
    assert nothing.get(b"/1") is None


def test_a_page_does_not_stay_fresh_for_ever() -> None:
    assert a_page("sen", seconds=60).is_fresh
    assert not a_page("sen", seconds=-1).is_fresh
