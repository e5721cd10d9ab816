"""Fewer breaks close by: some meetings are free, all others stay; one small program says what that is worth.

Free are the meetings of some hours, within these hours, or those among people who meet one another. Either kind
grows as long as its programs are solved to the end, and shrinks when they are not.
"""

import random
from collections.abc import Callable

from services.fairs.breaks.agenda import Agenda, Slots
from services.fairs.breaks.programs import Program
from services.fairs.breaks.verifying import breaks_of
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort

WORK = 0.4
"""Of deterministic time: for one program."""
AT_FIRST = 0.6
"""Of the hours, or of the people."""
GROWS, SHRINKS = 1.1, 0.9
OTHERS = (5, 20)
"""So many people may have breaks who have none: with everybody, a program is several times as dear."""
STRANGER = 0.1
"""How often somebody is taken who meets none of those taken before."""

Open = list[list[int]]
"""The slots of each meeting."""
Choice = Callable[[Agenda, Slots, float, random.Random], Open]


class Neighbourhoods:
    def __init__(self, agenda: Agenda, rng: random.Random) -> None:
        self.agenda, self.rng = agenda, rng
        self.part: dict[Choice, float] = {some_hours: AT_FIRST, some_people: AT_FIRST}

    def better(self, slots: Slots, deadline: Deadline) -> Slots:
        """No more breaks than now, and fair; otherwise the same schedule.

        Without a hint: as many breaks in another schedule are a new place to look from.
        """
        choice = self.rng.choice(list(self.part))
        breaks = breaks_of(self.agenda, slots)
        program = Program(self.agenda)
        program.open = choice(self.agenda, slots, self.part[choice], self.rng)
        program.hold_all()
        program.no_breaks(besides=self._may_have_breaks(breaks))
        program.keep_fair(self.agenda.T if self.agenda.fairness is None else self.agenda.fairness)
        program.total(0, sum(breaks))
        program.model.minimise(dict.fromkeys(program.breaks.values(), 1))
        effort = Effort(WORK, deadline.left, self.rng.randrange(2**31))
        outcome = program.model.solve(effort, linear=0)
        solved = outcome.ended in ("optimal", "infeasible")
        self.part[choice] = min(1.0, self.part[choice] * (GROWS if solved else SHRINKS))
        return program.slots(outcome) if outcome.found else slots

    def _may_have_breaks(self, breaks: list[int]) -> frozenset[int]:
        many = min(len(breaks), self.rng.randint(*OTHERS))
        some = self.rng.sample(range(len(breaks)), many)
        return frozenset((*some, *(person for person, has in enumerate(breaks) if has)))


def some_hours(agenda: Agenda, slots: Slots, part: float, rng: random.Random) -> Open:
    """A row of slots somewhere in the day."""
    many = max(2, min(agenda.T, round(part * agenda.T) + rng.randint(-2, 2)))
    first = rng.randint(0, max(0, agenda.T - many))
    hours = range(first, first + many)
    return [
        [there for there in agenda.open_to(meeting) if there in hours] if slot in hours else [slot]
        for meeting, slot in zip(agenda.meetings, slots, strict=True)
    ]


def some_people(agenda: Agenda, slots: Slots, part: float, rng: random.Random) -> Open:
    """One who has a break, and others, most of whom meet somebody taken before."""
    meetings_of = agenda.meetings_of()
    everybody = list(meetings_of)
    chosen = [rng.choice([person for person, has in enumerate(breaks_of(agenda, slots)) if has] or everybody)]
    while len(chosen) < part * len(everybody):
        meeting = agenda.meetings[rng.choice(meetings_of[rng.choice(chosen)])]
        stranger = rng.choice(everybody) if rng.random() < STRANGER else meeting.a
        chosen += sorted({meeting.a, meeting.b, stranger}.difference(chosen))
    together = set(chosen)
    return [
        agenda.open_to(meeting) if {meeting.a, meeting.b} <= together else [slot]
        for meeting, slot in zip(agenda.meetings, slots, strict=True)
    ]
