"""What was once written on the bus is still understood, and written the same way."""

from typing import Any

import msgspec
import pytest

from deploy.asyncapi import TARGET, written
from tests.contracts.examples import GOLDEN, golden_file, kinds

KINDS = kinds()


@pytest.mark.parametrize("name", KINDS)
def test_golden_message_is_read_and_written_alike(name: str) -> None:
    kind: Any = KINDS[name]
    golden = golden_file(name).read_bytes()
    value = msgspec.json.decode(golden, type=kind)
    again = msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"
    kept, now = msgspec.json.decode(golden), msgspec.json.decode(again)
    assert _covers(now, kept), "a field was renamed, removed or changed its form: make it v2"


def _covers(now: Any, kept: Any) -> bool:
    """Everything kept is still there; new fields with defaults may be added."""
    if isinstance(kept, dict):
        return isinstance(now, dict) and all(key in now and _covers(now[key], value) for key, value in kept.items())
    if isinstance(kept, list):
        return isinstance(now, list) and len(now) == len(kept) and all(map(_covers, now, kept))
    return bool(now == kept)


def test_no_golden_file_without_its_message() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(KINDS)


def test_asyncapi_document_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == written(), "run `make asyncapi`"
