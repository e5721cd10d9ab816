"""When a process that answers requests looks for cycles of garbage."""

import gc

GARBAGE = 20_000
"""Things more than went, after which the youngest are looked through for cycles."""


def look_at_garbage_seldom() -> None:
    """What was made at the start stays. Answers leave hardly any cycles: a tenth of a request's work went into looking
    for them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
