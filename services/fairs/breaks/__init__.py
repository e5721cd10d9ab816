r"""Every meeting is agreed already; only the hours are open: fewest idle breaks, and those shared fairly.

The business-to-business meeting scheduling problem of Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and
Villaret, "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022).

Sets
    M  meetings, P  participants, M(p)  the meetings of p, T  slots in a row, numbered 0, 1, …
    A(m) ⊂ T  slots open to m: in its half of the day, forbidden to neither side, the fixed one where there is one

Given
    C  tables in every slot      m ≺ n  m must come before n      D  largest difference of breaks, where given

Choose x[m,t] ∈ {0,1}: m is held in slot t. Then u[p,t] = Σ_{m∈M(p)} x[m,t] says whether p is busy, and a break of
p is a row of idle slots between two meetings:  h[p] = #{t: u[p,t] = 1, u[p,t-1] = 0} − 1.

    min  Σ_p h[p]   (number of breaks),   then   max_p h[p] − min_p h[p]

    Σ_{t∈A(m)} x[m,t] = 1                                 every meeting is held
    Σ_{m∈M(p)} x[m,t] ≤ 1                                 nobody is in two places
    Σ_m x[m,t] ≤ C
    Σ_{s≤t} x[n,s] ≤ Σ_{s<t} x[m,s]      ∀ m ≺ n, t
    max_p h[p] − min_p h[p] ≤ D

Implied, and what makes the proofs short: with b[p,s] = 1 where all of p's meetings stand in one row from s,
    Σ_s b[p,s] = [h[p] = 0],   b[p,s] ≤ u[p,t] for s ≤ t < s+|M(p)|, else b[p,s] ≤ 1 − u[p,t],
    Σ_p u[p,t] = 2·k[t],  k[t] ≤ C whole                  a meeting has two sides.

How
    `searching`  any schedule, then `annealing` over chains of exchanges between two slots, then `neighbourhoods`
                 of some hours or some people, the larger the sooner they are solved
    `few`        whether anybody must have a break at all (b instead of h), and who could have the only one
    `proving`    two programs for CP-SAT: who must have a break by hours and tables alone (without x); all of it,
                 by unsatisfiable cores
    `refusing`   why no schedule exists: a smallest set of meetings that cannot all be held
"""
