"""What README tells a reader to type works with the files that the reader has."""

import re
from pathlib import Path

import msgspec

from services.fairs.timetable.instance import read_session
from shared.contracts.importing import ImportedListing

HERE = Path(__file__).parents[2]
EXAMPLES = HERE / "docs" / "examples"


def test_files_that_readme_names_are_there() -> None:
    named = re.findall(r"\bdocs/[\w./-]+", (HERE / "README.md").read_text("utf-8"))
    assert [name for name in named if not (HERE / name).exists()] == []


def test_the_session_is_one() -> None:
    session = read_session(EXAMPLES / "session.json")
    assert {pair.lang for pair in session.pairs} == {None, "ja", "ko"}


def test_the_goods_are_listings() -> None:
    lines = [msgspec.json.decode(line) for line in (EXAMPLES / "goods.jsonl").read_bytes().splitlines()]
    goods = [msgspec.convert({**stated, "line": number}, ImportedListing) for number, stated in enumerate(lines, 1)]
    assert len({one.id for one in goods}) == len(goods)
