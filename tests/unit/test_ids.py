import time
from uuid import RFC_4122, UUID

import pytest

from shared.ids import uuid7


def test_it_is_a_uuid_of_version_seven() -> None:
    for made in (uuid7() for _ in range(1000)):
        assert (made.version, made.variant) == (7, RFC_4122)


def test_no_two_are_alike() -> None:
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_it_begins_with_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0x017F22E279B0 * 1_000_000)
    assert str(uuid7()).startswith("017f22e2-79b0-7")


def test_they_sort_by_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[UUID] = []
    for milliseconds in (1, 2, 255, 256, 2**32, 2**47):
        monkeypatch.setattr(time, "time_ns", lambda now=milliseconds: now * 1_000_000)
        made.append(uuid7())
    assert made == sorted(made, key=str)
