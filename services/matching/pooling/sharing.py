"""Who delivers how much, where the optimum leaves that open.

Two partners whose goods are worth the same to the buyer (quality and price weighed together) may exchange
units without any loss. Within such a group every month's quantity is shared in proportion to what each still
has, no lot below its smallest, none above what is there; whole units by the largest remainder (Hamilton).
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from services.matching.pooling.market import Lot, Market, Offer

RULE = (
    "Partners whose goods are worth the same to the buyer share each month in proportion to what they have"
    " left; goods of more worth are taken first."
)


def shared(market: Market, lots: Sequence[Lot]) -> tuple[Lot, ...]:
    """The same partners, the same months, the same value: only equals are made equal."""
    offers = {offer.id: offer for offer in market.offers}
    left: dict[tuple[str, int], int] = defaultdict(int)
    for lot in lots:
        left[lot.offer, lot.month] -= lot.qty
    groups: dict[tuple[str, int, Fraction], list[Lot]] = defaultdict(list)
    for lot in lots:
        groups[lot.demand, lot.month, _gain(market, offers[lot.offer])].append(lot)
    result = []
    for group in groups.values():
        rooms = []
        for lot in group:
            offer = offers[lot.offer]
            rooms.append((max(1, offer.min_lot), offer.supply[lot.month] + left[lot.offer, lot.month] + lot.qty))
        for lot, qty in zip(group, proportional(sum(lot.qty for lot in group), rooms), strict=True):
            left[lot.offer, lot.month] += lot.qty - qty
            result.append(Lot(offer=lot.offer, demand=lot.demand, month=lot.month, qty=qty))
    return tuple(sorted(result, key=lambda lot: (lot.demand, lot.month, lot.offer)))


def _gain(market: Market, offer: Offer) -> Fraction:
    weights = market.weights
    return Fraction(str(weights.quality)) * Fraction(str(offer.quality)) - Fraction(str(weights.price)) * Fraction(
        str(offer.price)
    )


def proportional(total: int, rooms: Sequence[tuple[int, int]]) -> list[int]:
    """Whole shares of `total`, in proportion to the upper ends of the rooms and within all of them."""
    fixed: dict[int, int] = {}
    while True:
        free = [at for at in range(len(rooms)) if at not in fixed]
        rest = total - sum(fixed.values())
        weight = sum(rooms[at][1] for at in free)
        exact = {at: Fraction(rest * rooms[at][1], weight) for at in free}
        low = {at: rooms[at][0] for at in free if exact[at] < rooms[at][0]}
        if not low:
            break
        fixed |= low
    shares = {at: int(exact[at]) for at in free}
    missing = rest - sum(shares.values())
    for at in sorted(free, key=lambda at: (shares[at] - exact[at], at))[:missing]:
        shares[at] += 1
    return [(fixed | shares)[at] for at in range(len(rooms))]


def in_words(market: Market, lots: Sequence[Lot]) -> dict[str, tuple[str, ...]]:
    offers = {offer.id: offer for offer in market.offers}
    words = {}
    for demand in market.demands:
        mine = [lot for lot in lots if lot.demand == demand.id]
        if mine:
            words[demand.id] = (RULE, *_shares(market, mine, offers))
    return words


def _shares(market: Market, lots: Sequence[Lot], offers: dict[str, Offer]) -> list[str]:
    quantity: dict[str, int] = defaultdict(int)
    for lot in lots:
        quantity[lot.offer] += lot.qty
    total = sum(quantity.values())
    return [
        f"{offers[offer].coop or offer} ({offer}): {qty} × {market.unit or 'unit'} of {total}"
        f" = {100 * qty / total:.1f} %, {qty * offers[offer].price:g} at its own price"
        for offer, qty in sorted(quantity.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
