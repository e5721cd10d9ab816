r"""Pooled supply: several co-ops fill one demand together, whole or not at all.

Sets
    O  offers (a co-op's product), D  demands, M(d)  the months in which d wants deliveries
    O(d) ⊂ O  offers of the product, with all certificates asked for, at no more than the highest price

Given, quantities in the market's unit (0.1 t), values in points
    S[o,m]  supply of o in month m             L[o]  smallest lot of o in one month
    Q[d]    quantity wanted in every month     K[d]  most partners
    W[d] = fill · weight · Q · |M|  points for filling d
    g[o] = quality · points of quality − price · price of o     points for each unit of o (mostly below zero)
    P       points that every partner costs, in whatever number of months: minimal partners

Choose y[d] ∈ {0,1}: d is filled; u[d,o] ∈ {0,1}: o is a partner; q[d,o,m] ∈ {0} ∪ [L, S]: its lot

    max  Σ W[d]·y[d] + Σ g[o]·q[d,o,m] − P·Σ u[d,o]

    Σ_o q[d,o,m] = Q[d]·y[d]         ∀ d, m ∈ M(d)      whole or not at all, every month
    q[d,o,m] ≤ min(S[o,m], Q[d])·u[d,o]                 only partners deliver
    Σ_o u[d,o] ≤ K[d]·y[d]                              no more partners than the buyer wants
    Σ_d q[d,o,m] ≤ S[o,m]                               an offer is sold once

How
    `draft`     at once: greedy by value, so that there is always something to write
    `parts`     demands that compete for no offer in any month are problems of their own
    `dominance` an offer that as many others dominate as there may be partners need not be looked at
    `program`   such a part for CP-SAT, which the redundant rows Σ min(S,Q)·u ≥ Q·y help to prove
    `search`    proofs, and beside them neighbourhoods: demands that compete, taken out and filled anew
    `bound`     Lagrangian relaxation of what is too large: supply and quantity are priced, partners chosen
    `sharing`   within the optimum, partners whose goods are worth the same share in proportion
"""
