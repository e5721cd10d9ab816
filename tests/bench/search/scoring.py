"""Recall and rank of a set of queries, and what answering them costs."""

import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from statistics import mean, quantiles
from time import perf_counter
from typing import NamedTuple

from shared.contracts.catalogue import FindListings
from shared.contracts.values import Language
from tests.bench.processes import cpu_seconds, tree

FIRST = 10
COLUMNS: tuple[Language, ...] = ("vi", "en", "ja", "ko", "he")


class Wanted(NamedTuple):
    """`language` None: what it is asked in is not told. `goods`: each is a right answer."""

    text: str
    language: Language | None
    goods: frozenset[str]


class Answer(NamedTuple):
    """`goods`: those that the first listings are made of."""

    goods: list[str]
    did_you_mean: str | None


Answering = Callable[[FindListings], Awaitable[Answer]]


async def measured(name: str, queries: Sequence[Wanted], answer: Answering) -> str:
    """One line of figures. recall@k: the share of queries with a right listing among the first k; MRR: the mean of
    one over the place of the first right one among ten. With `--misses`, each query whose first ten hold nothing right.
    """
    places, taken, misses = [], [], []
    pids = tree([os.getpid()])
    before = cpu_seconds(pids)
    for one in queries:
        began = perf_counter()
        found = await answer(FindListings(q=one.text, lang=one.language, page_size=FIRST))
        taken.append((perf_counter() - began) * 1000)
        right = next((place for place, good in enumerate(found.goods, 1) if good in one.goods), 0)
        places.append(right)
        if not right:
            misses.append(f"{one.text} [{', '.join(sorted(one.goods))}] {found.goods[:3]} {found.did_you_mean or ''}")
    cpu = (cpu_seconds(pids) - before) * 1000 / len(queries)
    figures = (
        f"{name:24} {len(queries):4} queries  recall@1 {mean(place == 1 for place in places):.3f}"
        f"  recall@10 {mean(place > 0 for place in places):.3f}"
        f"  MRR {mean(1 / place if place else 0.0 for place in places):.3f}"
        f"  {cpu:5.2f} CPU-ms  p50 {quantiles(taken, n=100)[49]:5.1f} ms  p99 {quantiles(taken, n=100)[98]:5.1f} ms"
    )
    return "\n    ".join([figures, *(misses if "--misses" in sys.argv else [])])
