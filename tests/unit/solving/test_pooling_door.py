"""`chophien pool`: what is written, what is said, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.support.doors import asked_to_stop, run, written
from tests.support.pools import a_market

OFFER: dict[str, object] = {
    "id": "o",
    "product": "tea",
    "supply": [10, 0],
    "price": 0.1,
    "quality": 0.2,
    "min_lot": 3,
}
ONE: dict[str, object] = {
    "kind": "C",
    "offers": [OFFER],
    "demands": [{"id": "d", "product": "tea", "months": [0], "qty": 10, "max_price": 1, "max_partners": 1}],
    "weights": {"fill": 0.3, "quality": 1, "price": 1, "partner": 0.5},
}


def changed(*path: str | int, to: object) -> dict[str, object]:
    """ONE with one thing else in it."""
    copy = json.loads(json.dumps(ONE))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    result: dict[str, object] = copy
    return result


def test_a_market_is_proved_written_and_checked(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "market.json", a_market(100, 8, seed=1)), tmp_path / "pool.json"
    solved = run("pool", "solve", instance, "--out", out, "--seconds", 30)
    checked = run("pool", "check", instance, out)
    assert solved.code == checked.code == 0
    assert solved.said["proved"] is True
    assert solved.said["objective"] == solved.said["bound"] == checked.said["objective"]
    pool = json.loads(out.read_text())
    assert set(pool["split"]) == {lot["demand"] for lot in pool["lots"]}


def test_a_former_pool_is_where_the_next_begins(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "market.json", a_market(60, 6, seed=6)), tmp_path / "pool.json"
    again = tmp_path / "again.json"
    run("pool", "solve", instance, "--out", out, "--seconds", 30)
    run("pool", "solve", instance, "--out", again, "--from", out, "--seconds", 30)
    assert json.loads(again.read_text()) == json.loads(out.read_text())


def test_decimals_are_counted_exactly(tmp_path: Path) -> None:
    solved = run("pool", "solve", written(tmp_path / "m.json", ONE), "--out", tmp_path / "p.json")
    assert solved.said["objective"] == pytest.approx(3.5)
    assert solved.said["bound"] == pytest.approx(3.5)
    assert solved.said["proved"] is True


def test_a_demand_that_nobody_can_fill_stays_empty_and_is_explained(tmp_path: Path) -> None:
    instance, out = written(tmp_path / "m.json", changed("demands", 0, "qty", to=11)), tmp_path / "p.json"
    assert run("pool", "solve", instance, "--out", out).said["objective"] == 0
    assert json.loads(out.read_text())["lots"] == []
    assert "1 too little" in str(run("pool", "explain", instance, out, "--id", "d").said["says"])


def test_check_finds_every_broken_rule(tmp_path: Path) -> None:
    instance = written(tmp_path / "m.json", ONE)
    for month, qty, offer in (
        (0, 9, "o"),
        (1, 10, "o"),
        (0, 2, "o"),
        (-1, 10, "o"),
        (0, 10, "x"),
        (0, 11, "o"),
    ):
        lot = {"offer": offer, "demand": "d", "month": month, "qty": qty}
        assert run("pool", "check", instance, written(tmp_path / "p.json", {"lots": [lot]})).code == 1


@pytest.mark.parametrize(
    ("instance", "words"),
    [
        ("{", "truncated"),
        (json.dumps(ONE).replace("0.3", "Infinity"), "malformed"),
        (changed("offers", 0, "price", to=-1), ">= 0"),
        (changed("offers", 0, "supply", to=[1.5, 0]), "int"),
        (changed("demands", 0, "months", to=[2]), "supply is known for 0 to 1"),
        (changed("demands", 0, "months", to=[0, 0]), "named 2 times"),
        (changed("demands", 0, "months", to=[]), "names no month"),
        (changed("demands", 0, "qty", to=0), ">= 1"),
        (changed("offers", 0, "price", to=0.12345678), "decimals"),
        (changed("offers", to=[OFFER, OFFER]), "named 2 times"),
        (changed("kind", to="B"), "kind"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(tmp_path: Path, instance: str | dict[str, object], words: str) -> None:
    path = written(tmp_path / "market.json", instance)
    refused = run("pool", "solve", path, "--out", tmp_path / "pool.json")
    assert refused.code == 1
    assert words in refused.errors
    assert "Traceback" not in refused.errors


def test_sigterm_ends_with_the_best_so_far(tmp_path: Path) -> None:
    instance = written(tmp_path / "market.json", a_market(1000, 60, seed=2, products=("tea",)))
    out = tmp_path / "pool.json"
    assert asked_to_stop("pool", instance, out)["proved"] is False
    assert run("pool", "check", instance, out).code == 0
