"""The linear program by blocks of slots, from the whole day as one block to every slot for itself.

    x[p,b]   meetings of pair p in block b (0 … 1)               v[p,b]  what the meeting is worth (points)
    y[k,l,b] slots that interpreters of kind k give to language l in block b
    s[q]     meetings of participant q that count towards the floor (0 … least[q])     w  points for each

    maximise   Σ v[p,b] x[p,b] + w Σ s[q]
    such that  Σ_b x[p,b]                  ≤ 1               each pair p meets once
               Σ_{p∋q} x[p,b]              ≤ people[q,b]     each participant q and block b
               Σ_{p∋q} Σ_b x[p,b]          ≤ most[q]
               Σ_{p∋q} Σ_{b∈window} x[p,b] ≤ windows[q,t]    run[q]+1 slots from t (single slots only)
               Σ_{p free-seated} x[p,b]    ≤ tables[b]
               Σ_{p of l} x[p,b]           ≤ languages[l,b] + Σ_k y[k,l,b]
               Σ_l y[k,l,b]                ≤ interpreters[k,b]
               s[q]                        ≤ met[q] + Σ_{p∋q} Σ_b x[p,b]

Every timetable gives a solution, so the optimum bounds all timetables from above; finer blocks bound
tighter. With single slots and whole x it is the problem itself: a flow from kinds to languages with whole
capacities is whole, so the y are Hall's condition without its 2^l rows. Kinds that know one language need no
y: they stand in languages[l,b].

Any duals ≥ 0 give a safe bound, whatever the solver's tolerances (Lagrangean relaxation, Geoffrion 1974):
Σ limits·duals + Σ_p max(0, max_b reduced v[p,b]) + …, the rows "meets once" being kept inside the maximum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from services.fairs.timetable.linear import Programme
from services.fairs.timetable.problem import Bools, Floats, Ints, Problem
from services.fairs.timetable.room import Room


class Bound(NamedTuple):
    """No timetable is worth more than `value`; one that holds a pair of reduced worth -r stays r below it."""

    value: float
    reduced: Floats  # of pair p


class Section(NamedTuple):
    """Rows of one kind, and what each stands for: a pair, a block, or participant · blocks + block."""

    rows: slice
    groups: Ints


@dataclass(frozen=True)
class BlockProgramme:
    """The program, and what its first columns mean: pair[c] meets in block[c]."""

    programme: Programme
    pair: Ints
    block: Ints
    blocks: int
    pairs: int
    sections: dict[str, "Section"]

    def safe_bound(self, duals: Floats) -> Bound:
        """A bound for all timetables from any duals ≥ 0 (see above)."""
        p = self.programme
        prices = duals.copy()
        prices[self.sections["once"].rows] = 0.0
        reduced = p.worth - np.bincount(p.columns, p.values * prices[p.rows], len(p.worth))
        best = np.full(self.pairs, -np.inf)
        np.maximum.at(best, self.pair, reduced[: len(self.pair)])
        others = slice(len(self.pair), None)
        rest = np.maximum(reduced[others], 0) @ p.upper[others]
        return Bound(float(p.limits @ prices + np.maximum(best, 0).sum() + rest), best)

    def by_block(self, taken: Bools) -> list[Ints]:
        """The pairs of the columns taken, in each block."""
        taken = taken[: len(self.pair)]
        return [self.pair[taken & (self.block == block)] for block in range(self.blocks)]

    def prices(self, duals: Floats, section: str, size: int) -> Floats:
        """Of each group of a section: what one more unit of its limit is worth at the margin, in points."""
        found = np.zeros(size)
        if section in self.sections:
            found[self.sections[section].groups] = duals[self.sections[section].rows]
        return found


def worth_by(blocks: Sequence[Ints], worth: Floats) -> Floats:
    """[p, b]: the best slot's worth in each block, NaN where no slot is possible."""
    best = np.stack([np.where(np.isnan(worth[:, b]), -np.inf, worth[:, b]).max(axis=1) for b in blocks], axis=1)
    return np.where(np.isinf(best), np.nan, best)


def programme(
    problem: Problem, blocks: Sequence[Ints], room: Room, worth: Floats, floor_worth: float = 0.0
) -> BlockProgramme:
    """`worth[p, b]` is in points; NaN where the pair cannot meet in that block."""
    pair, block = np.nonzero(~np.isnan(worth))
    x, many = np.arange(len(pair)), len(blocks)
    rows = _Rows()
    rows.pack("once", pair, x, np.ones(len(problem.coop), np.int64))
    people = np.concatenate((problem.coop[pair], problem.buyer[pair]))
    twice, when = np.tile(x, 2), np.tile(block, 2)
    rows.pack("people", people * many + when, twice, room.people.ravel())
    rows.pack("most", people, twice, room.most)
    if room.windows is not None:
        slot = np.array([int(b[0]) for b in blocks])[when]
        _pack_windows(rows, problem.run, room.windows, people, slot, twice)
    seated = problem.free_seated[pair]
    rows.pack("tables", block[seated], x[seated], room.tables)
    hours = _flow_interpreters(rows, problem, room, pair, block)
    served = _serve_floor(rows, problem, room, people, twice, len(pair) + len(hours))
    return BlockProgramme(
        rows.programme(
            np.concatenate((worth[pair, block], np.zeros(len(hours)), np.full(len(served), floor_worth))),
            np.concatenate((np.ones(len(pair)), hours, served)),
        ),
        pair,
        block,
        many,
        len(problem.coop),
        rows.sections,
    )


def _pack_windows(rows: "_Rows", run: Ints, windows: Ints, people: Ints, slot: Ints, columns: Ints) -> None:
    """A meeting at t lies in the windows that begin at t, t-1, … t-run."""
    found: list[tuple[Ints, Ints]] = []
    for offset in range(int(run[windows.max(axis=1) >= 0].max(initial=-1)) + 1):
        first = slot - offset
        within = (first >= 0) & (offset <= run[people])
        within[within] = windows[people[within], first[within]] >= 0
        found.append((people[within] * windows.shape[1] + first[within], columns[within]))
    if found:
        group = np.concatenate([g for g, _ in found])
        rows.pack("windows", group, np.concatenate([c for _, c in found]), windows.ravel())


def _flow_interpreters(rows: "_Rows", problem: Problem, room: Room, pair: Ints, block: Ints) -> Floats:
    """Rows for languages and kinds; the upper limits of the columns y that they bring."""
    many, spoken = room.languages.shape[1], problem.language[pair]
    needed = spoken >= 0
    group = [spoken[needed] * many + block[needed]]
    columns, values = [np.flatnonzero(needed)], [np.ones(int(needed.sum()))]
    kinds, of_kind, upper = len(pair), [], []
    for kind, languages in enumerate(problem.kinds):
        for language in languages if len(languages) > 1 else ():
            y = kinds + np.arange(many)
            group.append(language * many + np.arange(many))
            columns.append(y)
            values.append(np.full(many, -1.0))
            of_kind.append((kind * many + np.arange(many), y))
            upper.append(room.interpreters[kind])
            kinds += many
    if not of_kind:
        rows.pack("languages", group[0], columns[0], room.languages.ravel())
        return np.zeros(0)
    signs = np.concatenate(values)
    rows.add("languages", np.concatenate(group), np.concatenate(columns), room.languages.ravel(), signs)
    y = np.concatenate([c for _, c in of_kind])
    rows.add("kinds", np.concatenate([g for g, _ in of_kind]), y, room.interpreters.ravel(), np.ones(len(y)))
    return np.concatenate(upper).astype(np.float64)


def _serve_floor(rows: "_Rows", problem: Problem, room: Room, people: Ints, columns: Ints, first: int) -> Floats:
    wanting = np.flatnonzero(problem.least > 0)
    if not len(wanting):
        return np.zeros(0)
    entries = np.isin(people, wanting)
    group = np.concatenate((wanting, people[entries]))
    signs = np.concatenate((np.ones(len(wanting)), -np.ones(int(entries.sum()))))
    rows.add("floor", group, np.concatenate((first + np.arange(len(wanting)), columns[entries])), room.met, signs)
    return problem.least[wanting].astype(np.float64)


@dataclass
class _Rows:
    """Rows gathered entry by entry; those without entries are left out."""

    sections: dict[str, Section] = field(default_factory=dict)
    _count: int = 0
    _rows: list[Ints] = field(default_factory=list)
    _columns: list[Ints] = field(default_factory=list)
    _values: list[Floats] = field(default_factory=list)
    _limits: list[Floats] = field(default_factory=list)

    def add(self, name: str, group: Ints, columns: Ints, limits: Ints, values: Floats) -> None:
        """Entry e stands in the row of group[e], whose limit is limits[group[e]]."""
        used, row = np.unique(group, return_inverse=True)
        self.sections[name] = Section(slice(self._count, self._count + len(used)), used)
        self._rows.append(row + self._count)
        self._columns.append(columns)
        self._values.append(values)
        self._limits.append(limits[used].astype(np.float64))
        self._count += len(used)

    def pack(self, name: str, group: Ints, columns: Ints, limits: Ints) -> None:
        """The same for columns that are at most 1: a row with fewer of them than its limit says nothing."""
        tight: Bools = np.bincount(group, minlength=len(limits)) > limits
        kept = tight[group]
        self.add(name, group[kept], columns[kept], limits, np.ones(int(kept.sum())))

    def programme(self, worth: Floats, upper: Floats) -> Programme:
        return Programme(
            worth,
            upper,
            np.concatenate(self._rows),
            np.concatenate(self._columns),
            np.concatenate(self._values),
            np.concatenate(self._limits),
        )
