"""`chophien booths`: what is written, what is said, and how it ends."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.support.doors import asked_to_stop, run, written
from tests.support.fair_instances import a_fair

TWO: dict[str, object] = {
    "kind": "B",
    "booths": [{"id": "b0"}, {"id": "b1"}],
    "adjacent": [["b0", "b1"]],
    "exhibitors": [
        {"id": "e0", "category": "tea", "priority": 1, "competitors": ["e1"], "utility": {"b0": 5, "b1": 4}},
        {"id": "e1", "category": "tea", "priority": 2, "competitors": [], "utility": {"b0": 5, "b1": 4}},
    ],
    "weights": {"cluster": 150},
}


def changed(*path: str | int, to: object) -> dict[str, object]:
    """TWO with one thing else in it."""
    copy = json.loads(json.dumps(TWO))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    result: dict[str, object] = copy
    return result


def test_a_small_hall_is_proved_written_and_checked(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "fair.json", a_fair(20, seed=1)), tmp_path / "plan.json"
    solved = run("booths", "solve", instance, "--out", out, "--seconds", 20)
    checked = run("booths", "check", instance, out)
    assert solved.code == checked.code == 0
    assert solved.said["proved"] is True
    assert solved.said["objective"] == solved.said["bound"] == checked.said["objective"]


def test_competitors_are_parted_even_where_one_must_go(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "fair.json", TWO), tmp_path / "plan.json"
    assert run("booths", "solve", instance, "--out", out, "--seconds", 10).said["objective"] == 10
    assert json.loads(out.read_text())["assignment"] == {"e1": "b0"}


def test_check_finds_every_broken_rule(tmp_path: Path) -> None:
    instance = written(tmp_path / "fair.json", TWO)
    for assignment in ({"e0": "b0", "e1": "b1"}, {"e0": "b0", "e1": "b0"}, {"e9": "b0"}, {"e0": "b7"}):
        plan = written(tmp_path / "plan.json", {"assignment": assignment})
        assert run("booths", "check", instance, plan).code == 1


@pytest.mark.parametrize(
    ("instance", "words"),
    [
        ("{", "truncated"),
        ('{"x":' + "[" * 200_000, "nested"),
        (json.dumps(TWO).replace("5", "NaN", 1), "malformed"),
        (changed("exhibitors", 0, "utility", "b0", to=-1), ">= 0"),
        (changed("exhibitors", 0, "utility", "b7", to=1), "no booth 'b7'"),
        (changed("exhibitors", 0, "competitors", to=["e7"]), "no competitor 'e7'"),
        (changed("exhibitors", 0, "fixed", to=""), "no booth"),
        (changed("exhibitors", 0, "id", to="e1"), "named 2 times"),
        (changed("booths", 0, "id", to="b1"), "named 2 times"),
        (changed("adjacent", to=[["b0", "b0"]]), "adjacent to itself"),
        (changed("adjacent", to=[["b0", "b1"]] * 30_000), "at most"),
        (changed("kind", to="C"), "kind"),
        (changed("exhibitors", 0, "priority", to=1e300), "<="),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, instance: str | dict[str, object], words: str) -> None:
    path = written(tmp_path / "fair.json", instance)
    refused = run("booths", "solve", path, "--out", tmp_path / "plan.json")
    assert refused.code == 1
    assert words in refused.errors
    assert "Traceback" not in refused.errors


def test_places_that_cannot_all_be_kept_are_the_conflict(tmp_path: Path) -> None:
    both = changed("exhibitors", 0, "fixed", to="b0")
    path = written(tmp_path / "fair.json", json.dumps(both).replace('"utility"', '"fixed": "b1", "utility"', 2))
    ended = run("booths", "solve", path, "--out", tmp_path / "plan.json")
    assert ended.code == 3
    assert "e0 is to keep booth" in ended.errors


def test_sigterm_ends_with_the_best_so_far(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "fair.json", a_fair(150, seed=2)), tmp_path / "plan.json"
    assert asked_to_stop("booths", instance, out)["proved"] is False
    assert run("booths", "check", instance, out).code == 0


def test_a_rerun_names_who_must_move(tmp_path: Path) -> None:
    fair = a_fair(20, seed=4)
    instance, out = written(tmp_path / "fair.json", fair), tmp_path / "plan.json"
    run("booths", "solve", instance, "--out", out, "--seconds", 20)
    who, place = next(iter(json.loads(out.read_text())["assignment"].items()))
    without = json.loads(msgspec.json.encode(fair))
    for exhibitor in without["exhibitors"]:
        if exhibitor["id"] == who:
            del exhibitor["utility"][place]
    smaller, after = written(tmp_path / "later.json", without), tmp_path / "later_plan.json"
    again = run("booths", "solve", smaller, "--out", after, "--from", out, "--seconds", 20)
    assert again.code == 0
    assert who in json.loads(after.read_text())["changed"]
    assert run("booths", "check", smaller, after).said["objective"] == again.said["objective"]
