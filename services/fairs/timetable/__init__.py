r"""The meeting timetable of a connection session: who meets whom, and when, with a proof or a bound.

Sets
    P  pairs that wish to meet, Q  participants, P(q)  the pairs of q, T  slots, numbered 0, 1, … in sessions S ⊂ T
    L  languages, I  interpreters, L(i) ⊂ L  those that i knows, F ⊂ P  pairs at the free tables (no table of their own)

Given
    v[p]    points: the score of the pair, and the bonus of a must
    T(p)    slots in which both sides are here          T(i)  slots in which interpreter i is here
    n[q]    most meetings of q, m[q] the least          r[q]  most in a row      C  free tables
    η       points that a hole costs: idle slots of q between two meetings of one session, where q minds

Choose x[p,t] ∈ {0,1}: p meets in slot t, and z[i,l,t] ∈ {0,1}: i interprets for language l

    max  Σ v[p]·x[p,t]    (`objective_core`),   then, among the best found,   min  η·(number of holes)

    Σ_{t∈T(p)} x[p,t] ≤ 1                                   a pair meets once
    Σ_{p∈P(q)} x[p,t] ≤ 1                                   nobody is in two places
    m[q] ≤ Σ_{p∈P(q)} Σ_t x[p,t] ≤ n[q]
    Σ_{p∈P(q)} Σ_{s=t…t+r[q]} x[p,s] ≤ r[q]      ∀ q, t     some rest
    Σ_{p∈F} x[p,t] ≤ C
    Σ_{p of l} x[p,t] ≤ Σ_{i: t∈T(i), l∈L(i)} z[i,l,t],     Σ_l z[i,l,t] ≤ 1

Two kinds of rows are Hall's theorem in disguise (Hall 1935): once they hold in a slot, tables and interpreters can be
given names (`seating`). Without hours, languages and rows of meetings the problem is a flow, and its timetable a
balanced edge colouring (König 1916; de Werra 1971).

How
    `draft`      at once: the dearest wish first
    `blocks`     linear programs by blocks of slots: one for the day bounds, halving (`bisection`) makes timetables,
                 single slots prove; any duals bound safely (Geoffrion 1974)
    `search`     some slots emptied and filled again at best
    `compacting` fewer holes by chains of exchanges (Kempe 1879) that lose no meeting
    `floor`      why not everybody can have the least: the smallest set of people and resources that conflict
    `replanning` what was planned before, what is fixed, who is missing; `offering` one meeting more and its price
    `verifying`  all rules once more, before anything is written
Pure modules: no database, no bus, no web. `highspy` is imported by `linear` alone and runs in worker processes. Where
all meetings are agreed and only their hours are open, `services.fairs.breaks` does it.
"""
