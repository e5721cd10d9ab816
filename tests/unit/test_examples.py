"""What README tells a reader to type works with the files that the reader has."""

from pathlib import Path

import msgspec

from services.fairs.timetable.instance import read_session
from shared.contracts.importing import ImportedListing

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_session_is_one() -> None:
    session = read_session(EXAMPLES / "session.json")
    assert {pair.lang for pair in session.pairs} == {None, "ja", "ko"}


def test_the_goods_are_listings() -> None:
    lines = [msgspec.json.decode(line) for line in (EXAMPLES / "goods.jsonl").read_bytes().splitlines()]
    goods = [msgspec.convert({**stated, "line": number}, ImportedListing) for number, stated in enumerate(lines, 1)]
    assert len({one.id for one in goods}) == len(goods)
