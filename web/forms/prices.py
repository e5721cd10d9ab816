"""Price lists in a listing's form: terms once, then steps of quantity."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from shared.contracts.trade import PriceList, Tier
from shared.ports import PORTS
from web.formats import number
from web.forms.choices import CURRENCIES, INCOTERMS, UNITS
from web.forms.codes import places
from web.forms.fields import Form

MOST_LISTS, MOST_TIERS, SHOWN_TIERS = 4, 6, 3

SERVICE_NAMES = {
    **{f"trade.price_lists.{place}.place": f"prices_place_{place}" for place in range(MOST_LISTS)},
    **{f"trade.price_lists.{place}.port": f"prices_port_{place}" for place in range(MOST_LISTS)},
    **{
        f"trade.price_lists.{place}.tiers.{step}.{theirs}": f"prices_{ours}_{place}_{step}"
        for place in range(MOST_LISTS)
        for step in range(MOST_TIERS)
        for theirs, ours in (("from_amount", "from"), ("price", "price"))
    },
}


def read_price_lists(form: Form) -> Iterable[PriceList]:
    """A list that has any price needs all of its terms."""
    for place in range(MOST_LISTS):
        tiers = [*_tiers(form, place)]
        stated = bool(tiers)
        currency = form.choice(f"prices_currency_{place}", CURRENCIES, required=stated)
        unit = form.choice(f"prices_unit_{place}", UNITS, required=stated)
        incoterm = form.choice(f"prices_incoterm_{place}", INCOTERMS, required=stated)
        named = form.line(f"prices_place_{place}", required=stated)
        port = form.choice(f"prices_port_{place}", PORTS)
        valid_until = form.date(f"prices_valid_until_{place}", required=stated)
        if stated and currency and unit and incoterm and named and valid_until:
            yield PriceList(
                currency=currency,
                unit=unit,
                incoterm=incoterm,
                place=named,
                port=port,
                valid_until=valid_until,
                tiers=tiers,
            )


def _tiers(form: Form, place: int) -> Iterable[Tier]:
    """An empty first step begins with nothing: the price counts from the smallest order on."""
    for step in range(MOST_TIERS):
        least = form.decimal(f"prices_from_{place}_{step}")
        price = form.decimal(f"prices_price_{place}_{step}", required=least is not None)
        if price is not None:
            yield Tier(from_amount=least or Decimal(0), price=price)


def fill_price_lists(form: Form, lists: Sequence[PriceList]) -> None:
    for place, prices in enumerate(lists):
        _fill_price_list(form, place, prices)


def _fill_price_list(form: Form, place: int, prices: PriceList) -> None:
    for name in ("currency", "unit", "incoterm", "place", "port", "valid_until"):
        form.fill(**{f"prices_{name}_{place}": getattr(prices, name)})
    for step, tier in enumerate(prices.tiers):
        amounts = {f"prices_from_{place}_{step}": tier.from_amount, f"prices_price_{place}_{step}": tier.price}
        form.fill(**{name: number(amount, form.language) for name, amount in amounts.items()})


def price_list_places(form: Form) -> range:
    """Those that are filled, and one more."""
    return range(min(MOST_LISTS, len(places(form, "prices_price_", 0, MOST_LISTS)) + 1))


def tier_places(form: Form, place: int) -> range:
    return places(form, f"prices_price_{place}_", SHOWN_TIERS, MOST_TIERS)
