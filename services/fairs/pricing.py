"""What a booth costs by a fair's rules, as lines whose sum is the price. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from shared.contracts.fairs.fees import BasePrice, PriceBody, PriceLine, PriceRule
from shared.contracts.values import Named
from shared.money import rounded

HUNDRED = Decimal(100)


class Stand(Struct, frozen=True, kw_only=True):
    """`area` in square metres. `stars`: of the exhibitor's best OCOP product."""

    booth_type: str
    area: Decimal
    corner: bool
    booked_at: datetime
    stars: int | None
    member: bool


class Payer(Struct, frozen=True, kw_only=True):
    """A programme that pays a share, in percent."""

    programme: Named
    share: Decimal


def price_lines(stand: Stand, prices: PriceBody, payers: Sequence[Payer]) -> list[PriceLine]:
    """Discounts are taken from the same price and never exceed it; programmes pay of what is left. Empty when no rule
    gives a price for such a booth.
    """
    base = base_for(stand.booth_type, prices.bases)
    if base is None:
        return []
    quantity = stand.area if base.per == "square_metre" else None
    whole = rounded(base.amount * (1 if quantity is None else quantity), prices.currency)
    lines = [PriceLine(kind="base", amount=whole, quantity=quantity, unit_amount=base.amount)]
    rules = [*applying(stand, prices.rules)]
    lines += [
        PriceLine(kind="corner", amount=_part(whole, rule.percent, prices.currency), percent=rule.percent)
        for rule in rules
        if rule.kind == "corner"
    ]
    price = left = total(lines)
    for rule in rules:
        if rule.kind != "corner":
            off = min(_part(price, rule.percent, prices.currency), left)
            left -= off
            lines.append(
                PriceLine(kind=rule.kind, amount=-off, percent=rule.percent, until=rule.until, stars=rule.stars)
            )
    to_pay = left
    for payer in payers:
        off = min(_part(to_pay, payer.share, prices.currency), left)
        left -= off
        lines.append(PriceLine(kind="programme", amount=-off, percent=payer.share, programme=payer.programme))
    return lines


def total(lines: Sequence[PriceLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def base_for(booth_type: str, bases: Sequence[BasePrice]) -> BasePrice | None:
    """The type's own price, else the one for every type."""
    by_type = {base.booth_type: base for base in bases}
    return by_type.get(booth_type) or by_type.get("")


def applying(stand: Stand, rules: Sequence[PriceRule]) -> Iterator[PriceRule]:
    most = max((rule.stars for rule in rules if rule.stars and rule.stars <= (stand.stars or 0)), default=None)
    for rule in rules:
        match rule.kind:
            case "corner" if stand.corner:
                yield rule
            case "early" if rule.until is not None and stand.booked_at <= rule.until:
                yield rule
            case "member" if stand.member:
                yield rule
            case "ocop" if most is not None and rule.stars == most:
                yield rule


def _part(amount: Decimal, percent: Decimal, currency: str) -> Decimal:
    return rounded(amount * percent / HUNDRED, currency)
