"""Options that need not be looked at, because others are always free to take their place."""

from collections.abc import Sequence

from services.matching.pooling.parts import Need, Option, Supply


def restricted(need: Need, left: Supply, dominators: int) -> Need:
    """The need with what is left of the supply, without options that so many others dominate.

    a dominates b if it is worth no less, its smallest lot is no larger and it has no less in any month. With
    as many dominators as there may be partners one of them is always free to take b's place, if nobody else
    competes for them: then nothing is lost.
    """
    options = []
    for option in need.options:
        now = (min(most, left[option.offer, month]) for month, most in zip(need.months, option.most, strict=True))
        most = tuple(there if there >= option.lot else 0 for there in now)
        if any(most):
            options.append(Option(option.offer, option.gain, option.lot, most))
    options.sort(key=lambda option: (-option.gain, option.lot, -sum(option.most), option.offer))
    kept = [
        option
        for at, option in enumerate(options)
        if at < dominators or not _dominated(option, options[:at], dominators)
    ]
    return Need(need.demand, need.months, need.qty, need.partners, need.worth, tuple(kept))


def _dominated(option: Option, before: Sequence[Option], times: int) -> bool:
    """`before` is sorted by gain, so that only lots and quantities remain to be compared."""
    count = 0
    for other in before:
        if other.lot <= option.lot and all(a >= b for a, b in zip(other.most, option.most, strict=True)):
            count += 1
            if count >= times:
                return True
    return False
