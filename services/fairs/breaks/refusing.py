"""Why the meetings cannot all be held: a smallest set of them that conflict, whatever happens to the others."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from services.fairs.breaks.agenda import Agenda
from services.fairs.breaks.programs import Program
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort

TRY = 2.0
"""Of deterministic time: to prove that some of the meetings conflict by themselves."""


PART = 0.6
"""Of the time left: a larger conflict in time is worth more than the smallest too late."""


def conflict(agenda: Agenda, deadline: Deadline) -> list[str]:
    """Meetings are left out, many and then few at a time, as long as the others conflict (deletion filter)."""
    deadline = deadline.share(PART)
    kept = list(range(len(agenda.meetings)))
    if not impossible(agenda, kept, deadline):
        return [f"all meetings can be held, but not with breaks that differ by at most {agenda.fairness}"]
    size = max(1, len(kept) // 2)
    while not deadline.passed:
        at = 0
        while at < len(kept) and not deadline.passed:
            others = kept[:at] + kept[at + size :]
            if impossible(agenda, others, deadline):
                kept = others
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return list(_in_words(agenda, kept))


def impossible(agenda: Agenda, numbers: Sequence[int], deadline: Deadline) -> bool:
    """Whether it is proved that these meetings cannot all be held."""
    program = Program(_only(agenda, numbers))
    program.hold_all()
    program.no_doubles()
    return program.model.solve(Effort(TRY, max(0.01, deadline.left), 1), linear=0).ended == "infeasible"


def _only(agenda: Agenda, numbers: Sequence[int]) -> Agenda:
    new = {number: at for at, number in enumerate(numbers)}
    kept = (agenda.meetings[number] for number in numbers)
    meetings = (replace(m, prec=tuple(new[earlier] for earlier in m.prec if earlier in new)) for m in kept)
    return replace(agenda, meetings=tuple(meetings))


def _in_words(agenda: Agenda, numbers: Sequence[int]) -> Iterator[str]:
    yield f"these meetings cannot all be held at {agenda.n_tables} tables, whatever happens to the others:"
    for number in numbers:
        meeting = agenda.meetings[number]
        slots = ", ".join(map(str, agenda.open_to(meeting)))
        before = ", ".join(str(earlier) for earlier in meeting.prec if earlier in numbers)
        order = f", after {before}" if before else ""
        yield f"meeting {number} of participants {meeting.a} and {meeting.b}: slots {slots}{order}"
