"""`chophien timetable` with agendas of agreed meetings: what is written, what is said, and how it ends."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.agendas import an_agenda, breaks, held
from tests.support.doors import command, run, written

MEETING: dict[str, object] = {"a": 0, "b": 1, "session": 3, "fixed": None, "prec": []}
DAY: dict[str, object] = {
    "kind": "B2BSOP",
    "T": 2,
    "n_morning": 1,
    "n_tables": 1,
    "n_participants": 3,
    "meetings": [MEETING, MEETING | {"b": 2}],
    "forbidden": [[], [], []],
    "fairness": 2,
}


def test_an_agenda_is_proved_written_and_checked(tmp_path: Path) -> None:
    agenda = an_agenda(12, 30, 8, 2)
    instance, out = written(tmp_path / "day.json", agenda), tmp_path / "out.json"
    solved = run("timetable", "solve", instance, "--out", out, "--seconds", 60)
    slots = json.loads(out.read_text())["slot_of_meeting"]
    assert solved.code == 0
    assert held(agenda, slots)
    assert solved.said["proved"] is True
    assert solved.said["objective"] == solved.said["bound"] == -sum(breaks(agenda, slots))
    checked = run("timetable", "check", instance, out)
    assert checked.code == 0
    assert checked.said["breaks"] == sum(breaks(agenda, slots))


def test_check_names_the_broken_rule(tmp_path: Path) -> None:
    instance = written(tmp_path / "day.json", DAY)
    for slots, words in (([0], "1 slots for 2"), ([0, 0], "2 meetings in slot 0"), ([0, 7], "there is no slot 7")):
        checked = run("timetable", "check", instance, written(tmp_path / "out.json", {"slot_of_meeting": slots}))
        assert checked.code == 1
        assert words in str(checked.said["errors"])


@pytest.mark.parametrize(
    ("instance", "words"),
    [
        (DAY | {"meetings": [MEETING | {"a": 9}]}, "participant 9 is outside"),
        (DAY | {"meetings": [MEETING | {"b": 0}]}, "with themselves"),
        (DAY | {"meetings": [MEETING | {"prec": [5]}]}, "earlier meeting 5 is outside"),
        (DAY | {"meetings": [MEETING | {"fixed": 2}]}, "fixed slot 2 is outside"),
        (DAY | {"forbidden": [[]]}, "1 lists for 3"),
        (DAY | {"forbidden": [[], [], [4]]}, "slot 4 is outside"),
        (DAY | {"forbidden": [[], [], [1] * 9]}, "at most 2"),
        (DAY | {"n_tables": -1}, ">= 0"),
        (DAY | {"T": 0}, ">= 1"),
        (json.dumps(DAY).replace("3", "NaN"), "malformed"),
        pytest.param(json.dumps(DAY | {"meetings": [MEETING] * 500_000}), "at most", id="half a million meetings"),
        (DAY | {"kind": "Z"}, "kind"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, instance: str | dict[str, object], words: str) -> None:
    refused = run("timetable", "solve", written(tmp_path / "day.json", instance), "--out", tmp_path / "out.json")
    assert refused.code == 1
    assert words in refused.errors
    assert "Traceback" not in refused.errors


def test_no_meetings_need_no_hours(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "day.json", DAY | {"meetings": []}), tmp_path / "out.json"
    ended = run("timetable", "solve", instance, "--out", out, "--seconds", 10)
    assert ended.code == 0
    assert ended.said["proved"] is True
    assert json.loads(out.read_text()) == {"slot_of_meeting": []}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"forbidden": [[0, 1], [], []]}, "no slot is open to meeting 0 of participants 0 and 1"),
        ({"forbidden": [[0], [], []]}, "participant 0 has 2 meetings and 1 slots"),
        ({"n_tables": 0}, "0 tables in 2 slots"),
        ({"meetings": [MEETING | {"prec": [1]}, MEETING | {"b": 2, "prec": [0]}]}, "meeting 1 of participants 0 and 2"),
        ({"T": 3, "meetings": [MEETING, MEETING | {"b": 2}], "forbidden": [[1], [], []], "fairness": 0}, "differ"),
    ],
)
def test_a_day_that_cannot_be_is_a_proved_conflict_in_words(
    tmp_path: Path, changed: dict[str, object], words: str
) -> None:
    instance = written(tmp_path / "day.json", DAY | changed)
    ended = run("timetable", "solve", instance, "--out", tmp_path / "out.json", "--seconds", 30)
    assert ended.code == 3
    assert words in ended.errors


def test_sigterm_ends_with_the_best_so_far(tmp_path: Path) -> None:
    agenda = an_agenda(80, 300, 22, 1, tables=15)
    instance, out = written(tmp_path / "day.json", agenda), tmp_path / "out.json"
    line = command("timetable", "solve", instance, "--out", out, "--seconds", 100)
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        while "best -" not in running.stderr.readline():
            assert running.poll() is None
        os.kill(running.pid, signal.SIGTERM)
        stdout, _ = running.communicate()
    assert running.returncode == 0
    assert isinstance(json.loads(stdout)["proved"], bool)
    assert held(agenda, json.loads(out.read_text())["slot_of_meeting"])
