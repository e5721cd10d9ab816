"""Agendas of agreed meetings, made; their rules, written a second time; and every schedule of a tiny one."""

import random
from collections.abc import Iterator, Sequence
from itertools import product

from services.fairs.breaks.agenda import Agenda, Appointment


def an_agenda(participants: int, meetings: int, slots: int, seed: int, *, tables: int | None = None) -> Agenda:
    """Some of them in one half of the day, some fixed, some after others, some people away for an hour."""
    rng = random.Random(f"{participants}/{meetings}/{slots}/{seed}")  # noqa: S311
    couples = [(a, b) for a in range(participants) for b in range(a + 1, participants)]
    chosen = rng.sample(couples, min(meetings, len(couples)))
    return Agenda(
        name=f"made_{participants}_{meetings}_{slots}_s{seed}",
        T=slots,
        n_morning=(slots + 1) // 2,
        n_tables=tables or -(-len(chosen) // slots) + 2,
        n_participants=participants,
        meetings=tuple(
            Appointment(a, b, rng.choice((0, 3, 3, 3, 3, 1, 2)), None, (rng.randrange(at),) if at % 9 == 8 else ())
            for at, (a, b) in enumerate(chosen)
        ),
        forbidden=tuple((rng.randrange(slots),) if rng.random() < 0.15 else () for _ in range(participants)),
        fairness=rng.choice((None, 2, 2, 1)),
    )


def held(agenda: Agenda, slots: Sequence[int]) -> bool:
    places = [(who, slot) for m, slot in zip(agenda.meetings, slots, strict=True) for who in (m.a, m.b)]
    each = all(
        slot in range(agenda.T)
        and not {"a" if slot < agenda.n_morning else "p"} & {1: {"p"}, 2: {"a"}}.get(m.session, set())
        and m.fixed in (None, slot)
        and all(slots[earlier] < slot for earlier in m.prec)
        for m, slot in zip(agenda.meetings, slots, strict=True)
    )
    tables = all(list(slots).count(slot) <= agenda.n_tables for slot in slots)
    here = all(slot not in agenda.forbidden[who] for who, slot in places)
    idle = breaks(agenda, slots)
    fair = agenda.fairness is None or max(idle, default=0) - min(idle, default=0) <= agenda.fairness
    return each and tables and here and fair and len(set(places)) == len(places)


def breaks(agenda: Agenda, slots: Sequence[int]) -> list[int]:
    found = []
    for person in range(agenda.n_participants):
        mine = {slot for m, slot in zip(agenda.meetings, slots, strict=True) if person in (m.a, m.b)}
        line = "".join("x" if slot in mine else " " for slot in range(agenda.T))
        found.append(max(0, len(line.split()) - 1))
    return found


def all_schedules(agenda: Agenda) -> Iterator[tuple[int, ...]]:
    return (slots for slots in product(range(agenda.T), repeat=len(agenda.meetings)) if held(agenda, slots))
