"""Odd corners of the verdicts, each reasoned from the rules: `matching_verdicts/by_hand.jsonl`.

A line changes a demand and a listing that fit in everything, and says what becomes of the named requirements.
"""

from pathlib import Path

import msgspec
import pytest

from services.matching.verdicts.case import Case
from services.matching.verdicts.pricing import pricing
from services.matching.verdicts.ranking import grade, judged
from tests.support.verdict_cases import Json, a_case

LINES = (Path(__file__).parent / "matching_verdicts" / "by_hand.jsonl").read_text("utf-8").splitlines()


class Line(msgspec.Struct, forbid_unknown_fields=True):
    why: str
    grade: int
    demand: Json = {}
    listing: Json = {}
    met: list[str] = []
    unmet: list[str] = []
    unknown: list[str] = []
    absent: list[str] = []

    @property
    def wanted(self) -> dict[str, str]:
        answers = {"met": self.met, "unmet": self.unmet, "unknown": self.unknown}
        return {name: answer for answer, names in answers.items() for name in names}


@pytest.mark.parametrize("line", [msgspec.json.decode(it, type=Line) for it in LINES], ids=lambda it: it.why)
def test_odd_corners(line: Line) -> None:
    told = a_case(demand=line.demand, **line.listing)
    case = msgspec.json.decode(msgspec.json.encode(told), type=Case)
    (found,) = judged(case).verdicts.values()
    assert {name: found[name].verdict for name in line.wanted} == line.wanted
    assert not set(line.absent) & set(found)
    offered = case.listings[0]
    priced = pricing(case.demand, offered, case.as_of, case.rates_vnd)
    assert grade(case.demand, offered, found, priced) == line.grade
