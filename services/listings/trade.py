"""Trade facts, cleaned and checked: every wrong field at once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace
from stdnum import ean

from shared.contracts.listings import ListingBody
from shared.contracts.trade import PriceList, TradeFacts
from shared.contracts.values import Quantity
from shared.months import month_of
from shared.ports import PORTS, SEA_TERMS
from shared.quantity import converted, is_sensible
from shared.rates import is_known
from shared.text import clean

TEXTS = ("brand", "variety", "grade", "size", "ingredients", "payment_terms", "growing_area", "packing_house")
CHAPTERS = frozenset(range(1, 98)) - {77}
"""Of the Harmonized System; 77 is kept free."""
COLDEST, HOTTEST = Decimal(-90), Decimal(90)

Faults = Iterator[tuple[str, str]]


def tidied(trade: TradeFacts) -> TradeFacts:
    texts = {name: clean(getattr(trade, name)) for name in TEXTS}
    return replace(
        trade,
        **texts,
        price_lists=[replace(one, place=clean(one.place)) for one in trade.price_lists],
        allergens=None if trade.allergens is None else sorted(set(trade.allergens)),
    )


def faults(body: ListingBody, today: date) -> dict[str, str]:
    """By field of the trade facts; that of the smallest order stands beside them."""
    if body.trade is None:
        return {}
    found = [*_codes(body.trade), *_measures(body.trade), *_times(body.trade, today), *_lists(body.trade)]
    wrong = {f"trade.{field}": code for field, code in found}
    if not _is_multiple(body.moq, body.trade.order_multiple):
        wrong["trade.order_multiple.amount"] = "not_in_smallest_order"
    return wrong


def _codes(trade: TradeFacts) -> Faults:
    if trade.hs6 is not None and int(trade.hs6[:2]) not in CHAPTERS:
        yield "hs6", "unknown"
    if trade.gtin is not None and not ean.is_valid(trade.gtin):
        yield "gtin", "check_digit"
    for place, tariff in enumerate(trade.tariff_codes):
        if trade.hs6 is None or not tariff.code.startswith(trade.hs6):
            yield f"tariff_codes.{place}.code", "not_of_hs6"


def _measures(trade: TradeFacts) -> Faults:
    pack = trade.packing.pack if trade.packing else None
    quantities = {
        "net_weight": trade.net_weight,
        "gross_weight": trade.gross_weight,
        "packing.pack": pack,
        "order_multiple": trade.order_multiple,
    }
    for field, quantity in quantities.items():
        if quantity is not None and not (is_sensible(quantity.amount) and quantity.amount):
            yield f"{field}.amount", "not_an_amount"
    if trade.net_weight and trade.gross_weight and not _holds(trade.gross_weight, trade.net_weight):
        yield "gross_weight.amount", "below_net"
    small, large = (trade.packing.cartons_per_20ft, trade.packing.cartons_per_40ft) if trade.packing else (None, None)
    if small and large and large < small:
        yield "packing.cartons_per_40ft", "out_of_range"


def _holds(gross: Quantity, net: Quantity) -> bool:
    if not (is_sensible(gross.amount) and is_sensible(net.amount)):
        return True
    comparable = converted(net.amount, net.unit, gross.unit)
    return comparable is not None and comparable <= gross.amount


def _is_multiple(moq: Quantity | None, step: Quantity | None) -> bool:
    """What cannot be compared is not refused."""
    if moq is None or step is None or not is_sensible(moq.amount) or not is_sensible(step.amount) or not step.amount:
        return True
    comparable = converted(moq.amount, moq.unit, step.unit)
    return comparable is None or comparable % step.amount == 0


def _times(trade: TradeFacts, today: date) -> Faults:
    if trade.on_arrival is not None and (trade.shelf_life is None or trade.on_arrival > trade.shelf_life):
        yield "on_arrival", "more_than_shelf_life"
    if trade.pre_assessed and trade.pre_assessed > today:
        yield "pre_assessed", "in_the_future"
    for name, test in (("residue_test", trade.residue_test), ("migration_test", trade.migration_test)):
        if test and test > month_of(today):
            yield name, "in_the_future"
    if trade.storage is not None:
        lowest, highest = trade.storage.lowest, trade.storage.highest
        if not (lowest.is_finite() and highest.is_finite() and COLDEST <= lowest <= highest <= HOTTEST):
            yield "storage.lowest", "out_of_range"


def _lists(trade: TradeFacts) -> Faults:
    for place, one in enumerate(trade.price_lists):
        for field, code in _list(one):
            yield f"price_lists.{place}.{field}", code


def _list(one: PriceList) -> Faults:
    """The more, the further up: steps that rise, prices that are amounts."""
    if not one.place:
        yield "place", "required"
    if not is_known(one.currency):
        yield "currency", "unknown"
    if one.incoterm in SEA_TERMS and one.port not in PORTS:
        yield "port", "port_needed"
    if one.incoterm not in SEA_TERMS and one.port is not None:
        yield "port", "not_a_sea_term"
    before = Decimal(-1)
    for place, tier in enumerate(one.tiers):
        if not is_sensible(tier.price) or not tier.price:
            yield f"tiers.{place}.price", "not_an_amount"
        if not is_sensible(tier.from_amount):
            yield f"tiers.{place}.from_amount", "not_an_amount"
        elif tier.from_amount <= before:
            yield f"tiers.{place}.from_amount", "not_rising"
        else:
            before = tier.from_amount
