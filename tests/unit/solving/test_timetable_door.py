"""`chophien timetable`: what is written, what is said, and how it ends."""

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from services.fairs.timetable.instance import Session, Timetable
from tests.support.doors import asked_to_stop, run, written
from tests.support.sessions import a_session
from tests.support.timetable_rules import core, holes, rules_kept

PAIR: dict[str, object] = {"coop": "C0", "buyer": "B0", "score": 50, "must": True, "lang": None}
GUEST: dict[str, object] = {"id": "C0", "side": "coop", "avail": [0, 1], "max_meetings": 2}
DAY: dict[str, object] = {
    "kind": "A",
    "T": 2,
    "sessions": [[0, 1]],
    "participants": [GUEST, GUEST | {"id": "B0", "side": "buyer"}],
    "tables": [{"id": "T0", "fixed_to": None}],
    "interpreters": [],
    "pairs": [PAIR],
    "weights": {"must_bonus": 200, "hole": 4},
}


def test_a_small_session_is_proved_written_and_checked(tmp_path: Path) -> None:
    session = a_session(30, 10, 12, 1)
    instance, out = written(tmp_path / "day.json", session), tmp_path / "timetable.json"
    solved = run("timetable", "solve", instance, "--out", out, "--seconds", 30)
    meetings = msgspec.json.decode(out.read_bytes(), type=Timetable).meetings
    assert solved.code == 0
    assert rules_kept(session, meetings)
    assert solved.said["proved"] is True
    assert solved.said["objective_core"] == solved.said["bound"] == core(session, meetings)
    assert solved.said["objective"] == core(session, meetings) - 4 * holes(session, meetings)
    checked = run("timetable", "check", instance, out)
    assert checked.code == 0
    assert checked.said["objective"] == solved.said["objective"]


def test_check_names_the_broken_rule(tmp_path: Path) -> None:
    instance = written(tmp_path / "day.json", DAY)
    meeting: dict[str, object] = {"coop": "C0", "buyer": "B0", "slot": 0, "table": "T0"}
    for meetings, words in (
        ([meeting, meeting | {"slot": 1}], "planned 2 times"),
        ([meeting | {"slot": 2}], "not here in slot 2"),
        ([meeting | {"table": "T9"}], "no table 'T9'"),
        ([meeting | {"interpreter": "I9"}], "no interpreter 'I9'"),
        ([meeting | {"buyer": "B9"}], "nobody asked"),
    ):
        plan = written(tmp_path / "plan.json", {"meetings": meetings})
        checked = run("timetable", "check", instance, plan)
        assert checked.code == 1
        assert words in str(checked.said["errors"])


@pytest.mark.parametrize(
    ("instance", "words"),
    [
        ("", "truncated"),
        pytest.param('{"x":' + "[" * 100_000, "nested", id="deep"),
        (json.dumps(DAY).replace("50", "NaN"), "malformed"),
        (DAY | {"pairs": [PAIR | {"score": -1}]}, ">= 0"),
        (DAY | {"pairs": [PAIR | {"score": 1e300}]}, "<="),
        (DAY | {"pairs": [PAIR, PAIR]}, "named 2 times"),
        (DAY | {"pairs": [PAIR | {"coop": "C9"}]}, "no coop 'C9'"),
        (DAY | {"pairs": [PAIR | {"coop": "B0"}]}, "no coop 'B0'"),
        (DAY | {"participants": [GUEST, GUEST]}, "named 2 times"),
        (DAY | {"participants": [GUEST | {"avail": [0, 7]}], "pairs": []}, "slot 7 is outside"),
        (DAY | {"participants": [GUEST | {"max_meetings": -1}]}, ">= 0"),
        (DAY | {"tables": [{"id": "T0", "fixed_to": "C0"}]}, "no buyer"),
        (DAY | {"sessions": [[0, 1], [1]]}, "named 2 times"),
        (DAY | {"T": 0}, ">= 1"),
        (DAY | {"T": 10**9}, "<="),
        (DAY | {"kind": "B"}, "kind"),
        pytest.param(json.dumps(DAY | {"pairs": [PAIR] * 500_000}), "at most", id="half a million pairs"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, instance: str | dict[str, object], words: str) -> None:
    path = written(tmp_path / "day.json", instance)
    refused = run("timetable", "solve", path, "--out", tmp_path / "out.json")
    assert refused.code == 1
    assert words in refused.errors
    assert "Traceback" not in refused.errors


@pytest.mark.parametrize("missing", ["pairs", "participants", "tables"])
def test_an_empty_day_has_an_empty_timetable(tmp_path: Path, missing: str) -> None:
    empty = DAY | {"pairs": []} if missing == "participants" else DAY
    instance, out = written(tmp_path / "day.json", empty | {missing: []}), tmp_path / "out.json"
    ended = run("timetable", "solve", instance, "--out", out, "--seconds", 10)
    assert ended.code == 0
    assert ended.said["objective"] == ended.said["bound"] == 0


def test_a_floor_out_of_reach_is_a_proved_conflict_in_words(tmp_path: Path) -> None:
    rival = GUEST | {"id": "C1"}
    crowded = DAY | {
        "participants": [GUEST, rival, GUEST | {"id": "B0", "side": "buyer", "max_meetings": 1}],
        "pairs": [PAIR, PAIR | {"coop": "C1"}],
    }
    instance = written(tmp_path / "day.json", crowded)
    ended = run("timetable", "solve", instance, "--out", tmp_path / "out.json", "--floor", 1, "--seconds", 10)
    assert ended.code == 3
    assert "C0 (" in ended.errors
    assert "C1 (" in ended.errors
    assert "B0 takes at most 1 meetings" in ended.errors


def test_a_floor_within_reach_is_kept(tmp_path: Path) -> None:
    session = a_session(30, 10, 12, 4)
    instance, out = written(tmp_path / "day.json", session), tmp_path / "out.json"
    ended = run("timetable", "solve", instance, "--out", out, "--floor", 1, "--seconds", 30)
    met = {name for m in json.loads(out.read_text())["meetings"] for name in (m["coop"], m["buyer"])}
    assert ended.code == 0
    assert met == {person.id for person in session.participants}


def test_after_three_no_shows_nearly_all_meetings_stay(tmp_path: Path) -> None:
    session = a_session(60, 24, 14, 4)
    instance, out, again = written(tmp_path / "day.json", session), tmp_path / "a.json", tmp_path / "b.json"
    run("timetable", "solve", instance, "--out", out, "--seconds", 30)
    absent = ["--absent", "C1", "--absent", "C2", "--absent", "B3"]
    ended = run("timetable", "solve", instance, "--from", out, *absent, "--out", again, "--seconds", 30)
    gone = {"C1", "C2", "B3"}
    stays = [m for m in json.loads(out.read_text())["meetings"] if not gone & {m["coop"], m["buyer"]}]
    after = {(m["coop"], m["buyer"], m["slot"]) for m in json.loads(again.read_text())["meetings"]}
    kept = sum((m["coop"], m["buyer"], m["slot"]) in after for m in stays)
    bound, points = ended.said["bound"], ended.said["objective_core"]
    assert ended.code == 0
    assert isinstance(bound, float)
    assert isinstance(points, float)
    assert kept >= 0.95 * len(stays)
    assert ended.said["kept"] == kept
    assert points >= 0.997 * bound


def test_what_is_past_or_fixed_stands(tmp_path: Path) -> None:
    session = a_session(30, 10, 12, 5)
    instance, out, again = written(tmp_path / "day.json", session), tmp_path / "a.json", tmp_path / "b.json"
    run("timetable", "solve", instance, "--out", out, "--seconds", 30)
    before = json.loads(out.read_text())
    before["meetings"][-1]["fixed"] = True
    later = ["--now", 5, "--absent", "B1", "--absent", "I0"]
    later = later if before["meetings"][-1]["buyer"] != "B1" else later[:2]
    written(out, before)
    ended = run("timetable", "solve", instance, "--from", out, *later, "--out", again, "--seconds", 30)
    after = json.loads(again.read_text())["meetings"]
    past = [m for m in before["meetings"] if m["slot"] < 5]
    assert ended.code == 0
    assert [m for m in after if m["slot"] < 5] == past
    fixed = before["meetings"][-1]
    assert any((m["coop"], m["slot"], m["table"]) == (fixed["coop"], fixed["slot"], fixed["table"]) for m in after)


def test_fixed_meetings_that_cannot_stand_are_the_conflict(tmp_path: Path) -> None:
    instance = written(tmp_path / "day.json", DAY)
    meeting = {"coop": "C0", "buyer": "B0", "slot": 0, "table": "T0", "fixed": True}
    former = written(tmp_path / "former.json", {"meetings": [meeting]})
    out = tmp_path / "out.json"
    ended = run("timetable", "solve", instance, "--from", former, "--absent", "C0", "--out", out)
    assert ended.code == 3
    assert "C0–B0 in slot 0 is fixed" in ended.errors


def test_sigterm_ends_with_the_best_so_far(tmp_path: Path) -> None:
    instance = written(tmp_path / "day.json", hard_session())
    out = tmp_path / "out.json"
    assert asked_to_stop("timetable", instance, out)["proved"] is False
    assert run("timetable", "check", instance, out).code == 0


def hard_session() -> Session:
    """Large, and with odd hours: not proved within a second."""
    session = a_session(300, 100, 20, 1)
    people = tuple(
        replace(person, avail=tuple(t for t in person.avail if (t * 7 + number) % 3))
        for number, person in enumerate(session.participants)
    )
    return replace(session, participants=people)


def test_reasons_and_a_price_for_one_meeting_more(tmp_path: Path) -> None:
    crowded = DAY | {
        "participants": [
            GUEST,
            GUEST | {"id": "C1"},
            GUEST | {"id": "B0", "side": "buyer", "max_meetings": 1},
        ],
        "pairs": [PAIR, PAIR | {"coop": "C1", "must": False}],
    }
    instance, out = written(tmp_path / "day.json", crowded), tmp_path / "out.json"
    run("timetable", "solve", instance, "--out", out, "--seconds", 10)
    ended = run("timetable", "explain", instance, out, "--participant", "C1", "--seconds", 10)
    assert ended.code == 0
    assert "B0's places went to C0" in ended.errors
    assert "One meeting more would cost 200 points" in ended.errors
    assert run("timetable", "explain", instance, out, "--participant", "C9").code == 1


def test_one_more_table_has_a_price(tmp_path: Path) -> None:
    two = DAY | {
        "T": 1,
        "sessions": [[0]],
        "participants": [
            GUEST | {"id": name, "side": side, "avail": [0]}
            for name, side in (("C0", "coop"), ("C1", "coop"), ("B0", "buyer"), ("B1", "buyer"))
        ],
        "pairs": [PAIR, PAIR | {"coop": "C1", "buyer": "B1", "score": 30, "must": False}],
    }
    priced = run("timetable", "prices", written(tmp_path / "day.json", two))
    assert priced.said["tables"] == pytest.approx([30.0])
