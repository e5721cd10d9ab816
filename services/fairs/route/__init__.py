"""A visiting route: in which order to see some booths of a hall with the least walking.

The walk between two booths is the shortest over the floor: the hall is a grid of square cells, those under booths are
closed, and a step goes to one of the four cells beside (`walking`). The order is an open path through all of them:

    minimise  Σ d(p(i), p(i+1)),  i = 1 … n-1,  over all permutations p

It is found exactly by dynamic programming over subsets (Held and Karp 1962: O(n² 2ⁿ)) for up to `EXACT` stops; beyond
that the best of the nearest-neighbour paths from every start, mended by reversing parts of it until no reversal is
shorter (2-opt, Croes 1958). Where visitors come in does not count: doors are in the drawing behind the booths only.
"""
