"""Plans keep the rules, bounds hold, proofs are optimal: judged by rules written here once more."""

from collections.abc import Iterator

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.fairs.allocation.draft import draft
from services.fairs.allocation.explaining import why_not
from services.fairs.allocation.fair import Booth, Exhibitor, Fair, Weights
from services.fairs.allocation.fairness import shortfall
from services.fairs.allocation.rerun import bonus_for, kept
from services.fairs.allocation.solving import solve
from shared.solving.clock import Deadline
from shared.solving.stopping import Stop
from shared.solving.workers import Task
from tests.support.booth_runs import booths_of
from tests.support.fair_instances import a_fair
from tests.support.workers import in_a_worker

LITTLE = 1e-6


@st.composite
def tiny_fairs(draw: st.DrawFn) -> Fair:
    booths = [f"b{at}" for at in range(draw(st.integers(1, 5)))]
    people = [f"e{at}" for at in range(draw(st.integers(1, 5)))]
    couples = [(u, v) for at, u in enumerate(booths) for v in booths[at + 1 :]]
    return Fair(
        kind="B",
        booths=tuple(Booth(id=booth) for booth in booths),
        adjacent=tuple(draw(st.lists(st.sampled_from(couples), unique=True))) if couples else (),
        exhibitors=tuple(
            Exhibitor(
                id=who,
                category=draw(st.sampled_from(("tea", "rice"))),
                priority=draw(st.integers(0, 5)),
                utility=draw(st.dictionaries(st.sampled_from(booths), st.integers(0, 30))),
                competitors=tuple(draw(st.lists(st.sampled_from(people), unique=True, max_size=2))),
            )
            for who in people
        ),
        weights=Weights(cluster=draw(st.integers(0, 60))),
    )


def points(fair: Fair, plan: dict[str, str]) -> float | None:
    """None where a rule is broken."""
    total: float = 0
    for exhibitor in fair.exhibitors:
        if exhibitor.id in plan:
            if plan[exhibitor.id] not in exhibitor.utility:
                return None
            total += exhibitor.priority * exhibitor.utility[plan[exhibitor.id]]
    if len(set(plan.values())) < len(plan) or not set(plan) <= {exhibitor.id for exhibitor in fair.exhibitors}:
        return None
    for one in fair.exhibitors:
        for other in fair.exhibitors:
            places = (plan.get(one.id), plan.get(other.id))
            if one is not other and places in fair.adjacent:
                if other.id in one.competitors or one.id in other.competitors:
                    return None
                total += fair.weights.cluster * (one.category == other.category)
    return total


def all_plans(fair: Fair, at: int = 0) -> Iterator[dict[str, str]]:
    if at == len(fair.exhibitors):
        yield {}
        return
    for rest in all_plans(fair, at + 1):
        yield rest
        for booth in fair.exhibitors[at].utility:
            if booth not in rest.values():
                yield {**rest, fair.exhibitors[at].id: booth}


def best(fair: Fair) -> float:
    return max(value for plan in all_plans(fair) if (value := points(fair, plan)) is not None)


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(tiny_fairs(), min_size=6, max_size=9))
def test_tiny_fairs_are_proved_as_exhaustive_search_finds_them(fairs: list[Fair]) -> None:
    for fair, (annealed, proved, bounds) in zip(fairs, in_a_worker(Task(booths_of, (fairs,))), strict=True):
        optimum = best(fair)
        assert points(fair, proved) == optimum
        assert all(bound >= optimum - LITTLE for bound in bounds)
        assert bounds[-1] < optimum + 1
        reached = points(fair, annealed)
        assert reached is not None
        assert reached <= optimum


@settings(max_examples=40, deadline=None)
@given(tiny_fairs())
def test_the_draft_keeps_the_rules(fair: Fair) -> None:
    assert points(fair, draft(fair, {})) is not None


def test_annealing_is_better_than_the_draft_and_below_the_bound() -> None:
    fair = a_fair(50, seed=3)
    [(annealed, _, bounds)] = in_a_worker(Task(booths_of, ([fair], 2.0)))
    first, reached = points(fair, draft(fair, {})), points(fair, annealed)
    assert first is not None
    assert reached is not None
    assert first < reached <= min(bounds)


def test_the_same_seed_gives_the_same_plan() -> None:
    fair = a_fair(12, seed=5)
    once, again = (in_a_worker(Task(booths_of, ([fair], 20.0)))[0][0] for _ in range(2))
    assert once == again


def test_a_rerun_keeps_what_is_fixed_and_nearly_all_else() -> None:
    fair = a_fair(30, seed=8)
    with Stop() as stop:
        before = solve(fair, {}, 1, Deadline.in_seconds(20), stop)
    assert before.best is not None
    former = before.best.solution
    gone, stays = list(former)[:2]
    smaller = replace(
        fair,
        exhibitors=tuple(
            replace(
                one,
                competitors=tuple(rival for rival in one.competitors if rival != gone),
                fixed=former[stays] if one.id == stays else None,
            )
            for one in fair.exhibitors
            if one.id != gone
        ),
    )
    with Stop() as stop:
        after = solve(smaller, former, 1, Deadline.in_seconds(20), stop)
    assert after.best is not None
    plan = after.best.solution
    assert points(smaller, plan) is not None
    assert plan[stays] == former[stays]
    assert kept(plan, former) >= 0.95 * (len(former) - 1)
    assert after.best.objective == (points(smaller, plan) or 0) + bonus_for(smaller, former) * kept(plan, former)


def test_fairness_gives_each_group_its_share() -> None:
    """Both want the one booth next to the door; the second group's wishes count for little."""
    booths = tuple(Booth(id=f"b{at}") for at in range(4))
    wishes: dict[str, float] = {"b0": 100, "b1": 80, "b2": 20, "b3": 20}
    people = tuple(
        Exhibitor(id=f"e{at}", category="tea", priority=(9, 9, 1, 1)[at], utility=wishes, group="ppqq"[at])
        for at in range(4)
    )
    asked = Fair(kind="B", booths=booths, adjacent=(), exhibitors=people, weights=Weights(), fairness=0.8)
    with Stop() as stop:
        fair_plan = solve(asked, {}, 1, Deadline.in_seconds(10), stop)
    assert fair_plan.best is not None
    assert shortfall(asked, fair_plan.best.solution) == 0
    assert shortfall(asked, {"e0": "b0", "e1": "b1", "e2": "b2", "e3": "b3"}) > 0


def test_whoever_has_no_booth_is_told_what_one_would_cost() -> None:
    fair = Fair(
        kind="B",
        booths=(Booth(id="b0"),),
        adjacent=(),
        exhibitors=(
            Exhibitor(id="e0", category="tea", priority=2, utility={"b0": 50}),
            Exhibitor(id="e1", category="tea", priority=1, utility={"b0": 40}),
            Exhibitor(id="e2", category="tea", priority=1, utility={}),
        ),
        weights=Weights(),
    )
    answer = why_not(fair, {"e0": "b0"}, "e1")
    assert answer.better[0].loses == 60
    assert answer.better[0].sends_away == "e0"
    assert "no booth meets the needs" in why_not(fair, {"e0": "b0"}, "e2").says
