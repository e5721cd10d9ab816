r"""Who stands where in the halls of a fair.

Sets
    E  exhibitors, B  booths, A ⊂ B×B  pairs of adjacent booths, K  categories, k(e) the category of e
    R ⊂ E×E  competitors (who names the other does not matter), N(b)  the neighbours of b

Given
    s[e,b]  satisfaction of e with b, in points 0..100; defined only where b meets every need of e
            (size, budget, power, water): a booth that is not named is not acceptable
    p[e]    priority of e, points per point of satisfaction
    κ       points for two adjacent booths of one category, so that visitors find the tea in one place

Choose x[e,b] ∈ {0,1}: e stands in b

    max  Σ p[e]·s[e,b]·x[e,b]  +  κ·Σ_{(u,v)∈A} Σ_k z[u,v,k]

    Σ_b x[e,b] ≤ 1                                    an exhibitor has at most one booth
    Σ_e x[e,b] ≤ 1                                    a booth has at most one exhibitor
    z[u,v,k] ≤ Σ_{k(e)=k} x[e,u],  ≤ Σ_{k(e)=k} x[e,v]   both booths hold the category
    x[e,u] + Σ_{(e,f)∈R} x[f,v] ≤ 1   ∀ e, (u,v)∈A    competitors are never neighbours
    x[e,b] = 1                                        where e keeps a fixed place

How
    `draft`      at once: greedy by value, so that there is always something to write
    `annealing`  simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983): hundreds of exchanges at a time
                 between booths of a stable set, none of which sees another's move
    `bound`      Lagrangian relaxation: each adjacent pair's κ is split between its two booths; any split,
                 and any price of a booth, gives a bound; the best is that of the linear relaxation
    `exact`      the program above as a mixed-integer program (HiGHS): a proof for small halls
A re-run adds a bonus for every place that is kept (`rerun`); fairness asks a least share for each group
(`fairness`).
"""
