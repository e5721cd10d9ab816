"""Fills at once, without a solver: so that there is something to write a tenth of a second after reading."""

from collections.abc import Sequence

from services.matching.pooling.dominance import restricted
from services.matching.pooling.parts import Fill, Filled, Need, Option, Part, value

LOOKED_AT = 60
"""Offers per demand: the largest of what is left."""


def draft(part: Part, start: Filled) -> Filled:
    """The most valuable demands first, each from the offers that bring most towards it."""
    left = dict(part.supply)
    filled = {need.demand: start[need.demand] for need in part.needs if need.demand in start}
    for fill in filled.values():
        for place, qty in fill.items():
            left[place] -= qty
    for need in sorted(part.needs, key=lambda need: (-need.worth, need.demand)):
        if need.demand not in filled:
            now = restricted(need, left, len(need.options))
            made = _fill(now, _partners(now))
            if made and value(need, part.partner, made) > 0:
                filled[need.demand] = made
                for place, qty in made.items():
                    left[place] -= qty
    return filled


def _partners(need: Need) -> list[Option]:
    """Always the offer that brings most of what is still short."""
    short = [need.qty] * len(need.months)
    options = sorted(need.options, key=lambda option: -sum(option.most))[: max(LOOKED_AT, 4 * need.partners)]
    chosen: list[Option] = []

    def brings(option: Option) -> tuple[int, int]:
        return sum(min(most, wanted) for most, wanted in zip(option.most, short, strict=True)), option.gain

    while any(short) and len(chosen) < need.partners and options:
        best = max(options, key=brings)
        options.remove(best)
        chosen.append(best)
        short = [max(0, wanted - most) for wanted, most in zip(short, best.most, strict=True)]
    return [] if any(short) else sorted(chosen, key=lambda option: -option.gain)


def _fill(need: Need, partners: Sequence[Option]) -> Fill | None:
    """Each month from the dearest partners, nobody below its smallest lot; None where that cannot be."""
    fill: Fill = {}
    for at, month in enumerate(need.months):
        delivers: list[Option] = []
        for option in partners:
            if option.most[at] and sum(other.most[at] for other in delivers) < need.qty:
                delivers.append(option)
        lots = {option.offer: option.lot for option in delivers}
        rest = need.qty - sum(lots.values())
        for option in delivers:
            more = min(option.most[at] - option.lot, max(0, rest))
            lots[option.offer] += more
            rest -= more
        if rest or not lots:
            return None
        fill |= {(offer, month): qty for offer, qty in lots.items()}
    return fill
