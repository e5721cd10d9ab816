"""The programs of this package's docstring, for CP-SAT. Each method adds one family of columns and rows."""

from collections.abc import Sequence

from services.fairs.breaks.agenda import Agenda, Slots
from shared.solving.cpsat import Model, Outcome


class Program:
    """`x[m][t]`, and of everybody with meetings: `rows[p][s]` (b), `broken[p]` (1 − Σ b), `breaks[p]` (h)."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.model = Model()
        self.meetings_of = agenda.meetings_of()
        self.open = [agenda.open_to(meeting) for meeting in agenda.meetings]
        self.x: list[dict[int, int]] = []
        self.breaks: dict[int, int] = {}

    def hold_all(self) -> None:
        model, agenda = self.model, self.agenda
        for slots in self.open:
            self.x.append({slot: model.flag() for slot in slots})
            model.exactly_one(self.x[-1].values())
        for slot in range(agenda.T):
            held = [at[slot] for at in self.x if slot in at]
            if len(held) > agenda.n_tables:
                model.row(held, [1] * len(held), 0, agenda.n_tables)
        for number, meeting in enumerate(agenda.meetings):
            for earlier in meeting.prec:
                for end in range(agenda.T):
                    now = [column for slot, column in self.x[number].items() if slot <= end]
                    before = [column for slot, column in self.x[earlier].items() if slot < end]
                    if now:
                        model.at_least_zero([*before, *now], [1] * len(before) + [-1] * len(now))

    def no_doubles(self) -> None:
        for person in self.meetings_of:
            for held in self._held(person).values():
                if len(held) > 1:
                    self.model.row(held, [1] * len(held), 0, 1)

    def no_breaks(self, besides: frozenset[int] = frozenset()) -> None:
        """Everybody's meetings in one row, the breaks of those besides counted.

        u[p,t] = Σ of the b[p,s] that cover t, with a column for u: cheaper to reason with than Σ x = Σ b.
        """
        for person, held in ((person, self._held(person)) for person in self.meetings_of):
            if person in besides:
                self._busy(person, held)
                continue
            rows = self._rows(person, list(held))
            self.model.exactly_one(rows.values())
            for slot, columns in held.items():
                busy = self.model.flag()
                self.model.exactly_one([*columns, -1 - busy])
                self.model.exactly_one([*self._covering(person, rows, slot), -1 - busy])

    def hours_only(self) -> dict[int, int]:
        """Without x: who is busy when, by hours and tables alone. The columns say who has a break."""
        busy: list[list[int]] = [[] for _ in range(self.agenda.T)]
        broken = {}
        for person, meetings in self.meetings_of.items():
            slots = sorted({slot for number in meetings for slot in self.open[number]})
            rows = self._rows(person, slots)
            broken[person] = self.model.flag()
            self.model.exactly_one([*rows.values(), broken[person]])
            loose = [self.model.flag() for _ in slots]
            self.model.row([*loose, broken[person]], [1] * len(slots) + [-len(meetings)], 0, 0)
            for slot, column in zip(slots, loose, strict=True):
                busy[slot] += [column, *self._covering(person, rows, slot)]
        self._in_couples(busy)
        return broken

    def count_breaks(self) -> None:
        busy: list[list[int]] = [[] for _ in range(self.agenda.T)]
        for person, held in ((person, self._held(person)) for person in self.meetings_of):
            for slot, column in self._busy(person, held).items():
                busy[slot].append(column)
        self._in_couples(busy)

    def keep_fair(self, most: int) -> None:
        if len(self.breaks) < self.agenda.n_participants:
            for column in self.breaks.values():
                self.model.row([column], [1], 0, most)
            return
        fewest = self.model.column(0, self.agenda.T)
        for column in self.breaks.values():
            self.model.row([column, fewest], [1, -1], 0, most)

    def total(self, least: int, most: int) -> None:
        self.model.row(list(self.breaks.values()), [1] * len(self.breaks), least, most)

    def slots(self, outcome: Outcome) -> Slots:
        return tuple(next(slot for slot, column in at.items() if outcome.values[column]) for at in self.x)

    def _busy(self, person: int, held: dict[int, list[int]]) -> dict[int, int]:
        """u[p], and the breaks in it."""
        u = {slot: self.model.flag() for slot in held}
        for slot, columns in held.items():
            self.model.exactly_one([*columns, -1 - u[slot]])
        count = len(self.meetings_of[person])
        self.model.row(list(u.values()), [1] * len(u), count, count)
        if count > 1:
            self._count(person, u)
        return u

    def _held(self, person: int) -> dict[int, list[int]]:
        held: dict[int, list[int]] = {}
        for number in self.meetings_of[person]:
            for slot, column in self.x[number].items():
                held.setdefault(slot, []).append(column)
        return dict(sorted(held.items()))

    def _rows(self, person: int, slots: Sequence[int]) -> dict[int, int]:
        length, there = len(self.meetings_of[person]), set(slots)
        return {s: self.model.flag() for s in slots if there.issuperset(range(s, s + length))}

    def _covering(self, person: int, rows: dict[int, int], slot: int) -> list[int]:
        length = len(self.meetings_of[person])
        return [column for first, column in rows.items() if first <= slot < first + length]

    def _in_couples(self, busy: Sequence[Sequence[int]]) -> None:
        for columns in busy:
            if columns:
                couples = self.model.column(0, self.agenda.n_tables)
                self.model.row([*columns, couples], [1] * len(columns) + [-2], 0, 0)

    def _count(self, person: int, u: dict[int, int]) -> None:
        model, count = self.model, len(self.meetings_of[person])
        begins = [self._begins(u, slot) for slot in u]
        self.breaks[person] = breaks = model.column(0, max(0, min(count - 1, self.agenda.T - count)))
        model.row([*begins, breaks], [1] * len(begins) + [-1], 1, 1)
        rows, broken = self._rows(person, list(u)), model.flag()
        model.exactly_one([*rows.values(), broken])
        model.row([breaks, broken], [1, -1], 0, self.agenda.T)
        model.row([breaks, broken], [1, -self.agenda.T], -self.agenda.T, 0)
        for slot, busy in u.items():
            covering = set(self._covering(person, rows, slot))
            others = [column for column in rows.values() if column not in covering]
            for column in covering:
                model.any_of([-1 - column, busy])
            for column in others:
                model.any_of([-1 - column, -1 - busy])
            model.any_of([-1 - busy, broken, *sorted(covering)])
            model.any_of([busy, broken, *others])

    def _begins(self, u: dict[int, int], slot: int) -> int:
        """A row of meetings begins: busy, and not in the slot before."""
        if slot - 1 not in u:
            return u[slot]
        begin = self.model.flag()
        self.model.any_of([-1 - begin, u[slot]])
        self.model.any_of([-1 - begin, -1 - u[slot - 1]])
        self.model.any_of([-1 - u[slot], u[slot - 1], begin])
        return begin


def whole(agenda: Agenda, fairness: int | None) -> Program:
    program = Program(agenda)
    program.hold_all()
    program.count_breaks()
    if fairness is not None:
        program.keep_fair(fairness)
    return program
