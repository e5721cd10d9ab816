"""Schedules hold every meeting, proofs are optimal, conflicts are real: judged by rules written a second time."""

from collections.abc import Sequence
from functools import partial

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from services.fairs.breaks.agenda import Agenda, Appointment, Schedule
from services.fairs.breaks.solving import solve
from services.fairs.breaks.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.stopping import Stop
from shared.solving.workers import Task
from tests.support.agenda_runs import Scheduled, scheduled
from tests.support.agendas import all_schedules, an_agenda, breaks, held
from tests.support.workers import in_a_worker

FEW = settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.reuse])


@st.composite
def tiny_agendas(draw: st.DrawFn) -> Agenda:
    slots, people = draw(st.integers(1, 5)), draw(st.integers(2, 4))
    couples = st.sampled_from([(a, b) for a in range(people) for b in range(people) if a != b])
    chosen = draw(st.lists(couples, max_size=5))
    hours = st.lists(st.integers(0, slots - 1), unique=True, max_size=2).map(tuple)
    fixed = st.one_of(st.none(), st.none(), st.none(), st.integers(0, slots - 1))
    earlier = st.lists(st.integers(0, max(0, len(chosen) - 1)), max_size=1).map(tuple)
    rarely = st.integers(0, 5)
    return Agenda(
        T=slots,
        n_morning=draw(st.integers(0, slots)),
        n_tables=draw(st.integers(0, 3)),
        n_participants=people,
        meetings=tuple(
            Appointment(a, b, draw(st.integers(0, 3)), draw(fixed), draw(earlier) if draw(rarely) == 0 else ())
            for a, b in chosen
        ),
        forbidden=tuple(draw(hours) if draw(rarely) == 0 else () for _ in range(people)),
        fairness=draw(st.one_of(st.none(), st.integers(0, 2))),
    )


def runs_of(agendas: Sequence[Agenda]) -> list[Scheduled]:
    return in_a_worker(Task(scheduled, (agendas,)))


@FEW
@given(st.lists(tiny_agendas(), min_size=10, max_size=10))
def test_tiny_agendas_are_solved_as_well_as_by_trying_everything(agendas: list[Agenda]) -> None:
    for agenda, run in zip(agendas, runs_of(agendas), strict=True):
        best = min((sum(breaks(agenda, slots)) for slots in all_schedules(agenda)), default=None)
        if best is None:
            assert run.slots is None
            assert run.conflict
        else:
            assert run.slots is not None
            assert held(agenda, run.slots)
            assert -sum(breaks(agenda, run.slots)) == run.objective == run.bound == -best
            assert not run.conflict


@FEW
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=2))
def test_middling_agendas_keep_rules_and_bounds(seeds: list[int]) -> None:
    agendas = [an_agenda(14, 30, 8, seed) for seed in seeds]
    for agenda, run in zip(agendas, runs_of(agendas), strict=True):
        assert run.conflict or run.slots is None or held(agenda, run.slots)
        assert run.slots is None or -sum(breaks(agenda, run.slots)) == run.objective <= run.bound


@settings(max_examples=60, deadline=None)
@given(tiny_agendas(), st.data())
def test_the_verdict_agrees_with_the_rules_written_here(agenda: Agenda, data: st.DataObject) -> None:
    slots = tuple(data.draw(st.integers(0, agenda.T - 1)) for _ in agenda.meetings)
    verdict = verify(agenda, Schedule(slots))
    assert verdict.feasible == held(agenda, slots)
    if len({(who, slot) for m, slot in zip(agenda.meetings, slots, strict=True) for who in (m.a, m.b)}) == 2 * len(
        slots
    ):
        assert verdict.breaks == sum(breaks(agenda, slots))


def test_breaks_are_shared() -> None:
    """Two away at noon, each with a long day: two breaks, one for each, though one person could have both."""
    couples = [(0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)]
    agenda = Agenda(
        T=5,
        n_morning=5,
        n_tables=3,
        n_participants=5,
        meetings=tuple(Appointment(a, b) for a, b in couples),
        forbidden=((2,), (2,), (), (), ()),
    )
    with Stop() as stop:
        first, second = (solve(agenda, Deadline.in_seconds(60), stop, seed=3) for _ in range(2))
    fewest = min((sum(found), max(found) - min(found)) for found in map(partial(breaks, agenda), all_schedules(agenda)))
    assert first.proved
    assert (first.verdict.breaks, first.verdict.spread) == fewest
    assert (second.verdict.breaks, second.verdict.spread) == fewest
