"""Many small fairs in one worker process: ortools and highspy may not meet in the process of the tests."""

from collections.abc import Iterator, Sequence

from services.fairs.allocation.draft import draft
from services.fairs.allocation.fair import Fair
from services.fairs.allocation.solving import limit, search
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found

Booths = tuple[dict[str, str], dict[str, str], list[float]]
"""The best plan of the annealing, the proved plan, all bounds in the order in which they were told."""


def booths_of(fairs: Sequence[Fair], seconds: float = 0.2) -> Iterator[Booths]:
    for fair in fairs:
        plans = [found.solution for found in search(fair, {}, 0, 1, Deadline.in_seconds(seconds), draft(fair, {}))]
        said = list(limit(fair, {}, 0, 1, Deadline.in_seconds(max(seconds, 5))))
        proved = [report.solution for report in said if isinstance(report, Found)]
        yield (
            plans[-1] if plans else draft(fair, {}),
            proved[-1] if proved else {},
            [report.bound for report in said if isinstance(report, Bounded)],
        )
