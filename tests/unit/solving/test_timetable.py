"""Timetables keep the rules, bounds hold, proofs are optimal: judged by rules written a second time."""

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from services.fairs.timetable.compacting import compacted
from services.fairs.timetable.draft import draft
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import (
    Interpreter,
    Pair,
    Participant,
    Session,
    Table,
    Weights,
    with_floor,
)
from services.fairs.timetable.problem import Problem
from services.fairs.timetable.replanning import Former
from services.fairs.timetable.seating import seat
from services.fairs.timetable.solving import solve
from services.fairs.timetable.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.stopping import Stop
from shared.solving.workers import Task
from tests.support.sessions import a_session
from tests.support.timetable_rules import all_timetables, core, holes, rules_kept
from tests.support.timetable_runs import Planned, planned
from tests.support.workers import in_a_worker

LITTLE = 1e-4
FEW = settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.reuse])


@st.composite
def tiny_sessions(draw: st.DrawFn) -> Session:
    slots = draw(st.integers(1, 4))
    hours = st.lists(st.integers(0, slots - 1), unique=True).map(tuple)
    coops = [f"C{i}" for i in range(draw(st.integers(1, 3)))]
    buyers = [f"B{i}" for i in range(draw(st.integers(1, 3)))]
    wishes = draw(st.lists(st.sampled_from([(c, b) for c in coops for b in buyers]), unique=True, max_size=5))
    tongues = st.sampled_from(("ja", "ko"))
    cut = draw(st.integers(0, slots))
    return Session(
        T=slots,
        sessions=(tuple(range(cut)), tuple(range(cut, slots))),
        participants=tuple(
            Participant(
                id=name,
                side="coop" if name in coops else "buyer",
                avail=draw(st.one_of(st.just(tuple(range(slots))), hours)),
                max_meetings=draw(st.integers(0, 4)),
                max_consecutive=draw(st.one_of(st.none(), st.integers(1, 2))),
                compact=draw(st.booleans()),
            )
            for name in (*coops, *buyers)
        ),
        tables=tuple(
            Table(f"T{k}", draw(st.one_of(st.none(), st.sampled_from(buyers[k : k + 1] or (None,)))))
            for k in range(draw(st.integers(0, 3)))
        ),
        interpreters=tuple(
            Interpreter(f"I{k}", tuple(draw(st.lists(tongues, unique=True))), draw(hours))
            for k in range(draw(st.integers(0, 2)))
        ),
        pairs=tuple(
            Pair(coop, buyer, draw(st.integers(0, 9)), draw(st.booleans()), draw(st.one_of(st.none(), tongues)))
            for coop, buyer in wishes
        ),
        weights=Weights(must_bonus=draw(st.integers(0, 20)), hole=1),
    )


def plans_of(sessions: list[Session], seconds: float = 3.0) -> list[Planned]:
    return in_a_worker(Task(planned, (sessions, seconds)))


@FEW
@given(st.lists(tiny_sessions(), min_size=12, max_size=12))
def test_tiny_sessions_are_solved_as_well_as_by_trying_everything(sessions: list[Session]) -> None:
    for session, plan in zip(sessions, plans_of(sessions), strict=True):
        best = max(
            core(session, seat(session, np.array(slots, np.int64)).meetings) for slots in all_timetables(session)
        )
        timetable = seat(session, np.array(plan.slots, np.int64))
        assert rules_kept(session, timetable.meetings)
        assert core(session, timetable.meetings) == plan.objective
        assert plan.objective == best == np.floor(plan.bound + LITTLE)


@FEW
@given(st.lists(tiny_sessions(), min_size=12, max_size=12), st.integers(1, 2))
def test_a_floor_called_impossible_is_impossible(sessions: list[Session], floor: int) -> None:
    sessions = [with_floor(session, floor) for session in sessions]
    for session, plan in zip(sessions, plans_of(sessions), strict=True):
        people = [person.id for person in session.participants]
        counts = [
            min(
                sum(slot >= 0 and name in (p.coop, p.buyer) for p, slot in zip(session.pairs, slots, strict=True))
                for name in people
            )
            for slots in all_timetables(session)
        ]
        verdict = verify(session, seat(session, np.array(plan.slots, np.int64)))
        assert verdict.feasible == (max(counts) >= floor)
        assert not (plan.conflict and verdict.feasible)


@FEW
@given(st.integers(0, 10**6))
def test_middling_sessions_keep_rules_and_bounds(seed: int) -> None:
    session = a_session(25, 9, 10, seed)
    (plan,) = plans_of([session])
    timetable = seat(session, np.array(plan.slots, np.int64))
    assert rules_kept(session, timetable.meetings)
    assert core(session, timetable.meetings) == plan.objective <= plan.bound + LITTLE


@FEW
@given(st.integers(0, 10**6))
def test_where_all_are_always_here_halving_meets_the_bound(seed: int) -> None:
    (plan,) = plans_of([a_session(30, 10, 12, seed, special=True)])
    assert plan.objective == np.floor(plan.bound + LITTLE)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_closing_holes_loses_no_meeting(seed: int) -> None:
    session = a_session(20, 8, 10, seed)
    goal = Goal.of(Problem.of(session))
    before = draft(goal, Deadline.in_seconds(20))
    *_, after = [before, *compacted(goal, session, before, seed, 10**6, Deadline.in_seconds(20))]
    meetings = seat(session, after).meetings
    assert rules_kept(session, meetings)
    assert {(m.coop, m.buyer) for m in meetings} == {(m.coop, m.buyer) for m in seat(session, before).meetings}
    assert holes(session, meetings) <= holes(session, seat(session, before).meetings)


@FEW
@given(tiny_sessions())
def test_the_verdict_agrees_with_the_rules_written_here(session: Session) -> None:
    for slots in list(all_timetables(session))[:50]:
        timetable = seat(session, np.array(slots, np.int64))
        verdict = verify(session, timetable)
        assert verdict.feasible
        assert rules_kept(session, timetable.meetings)
        assert verdict.holes == holes(session, timetable.meetings)
        assert verdict.objective_core == core(session, timetable.meetings)


def test_the_same_seed_gives_the_same_timetable() -> None:
    session = a_session(30, 10, 12, 7)
    with Stop() as stop:
        first, second = (solve(session, Deadline.in_seconds(60), stop, seed=3) for _ in range(2))
    assert first.proved
    assert first.timetable == second.timetable


def test_replanning_keeps_what_it_can() -> None:
    session = a_session(30, 10, 12, 3)
    with Stop() as stop:
        before = solve(session, Deadline.in_seconds(60), stop)
        again = solve(session, Deadline.in_seconds(60), stop, former=Former(before.timetable))
    assert set(again.timetable.meetings) == set(before.timetable.meetings)
