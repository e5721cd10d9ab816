"""The further sections of a listing's form: codes, packing, price lists, terms."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, get_args

from shared.contracts.trade import Allergen, Packing, TariffCode, TariffScheme, Temperature, TradeFacts
from web.formats import number
from web.forms import prices
from web.forms.codes import count, digits, month
from web.forms.fields import Form
from web.forms.measures import fill_quantity, read_quantity

ALLERGENS: tuple[Allergen, ...] = get_args(Allergen)
SAMPLES: tuple[Literal["free", "paid", "none"], ...] = ("free", "paid", "none")
TARIFF_SCHEMES: tuple[TariffScheme, ...] = get_args(TariffScheme)
NO_ALLERGENS = "none"
MOST_TARIFF_CODES = 2
MOST_DAYS, MOST_COUNT = 3650, 1_000_000
LINES = ("brand", "variety", "grade", "size", "growing_area", "packing_house")
YES_OR_NO = {"private_label": "terms_private_label", "catch_certificate": "goods_catch_certificate"}
COUNTS = ("packs_per_carton", "cartons_per_pallet", "cartons_per_20ft", "cartons_per_40ft")

SERVICE_NAMES = {
    "trade.hs6": "goods_hs6",
    "trade.gtin": "goods_gtin",
    "trade.residue_test": "goods_residue_test",
    "trade.migration_test": "goods_migration_test",
    "trade.pre_assessed": "goods_pre_assessed",
    "trade.net_weight.amount": "packing_net_amount",
    "trade.gross_weight.amount": "packing_gross_amount",
    "trade.packing.pack.amount": "packing_pack_amount",
    "trade.packing.cartons_per_40ft": "packing_cartons_per_40ft",
    "trade.on_arrival": "packing_on_arrival",
    "trade.storage.lowest": "packing_lowest",
    "trade.order_multiple.amount": "terms_multiple_amount",
    **{f"trade.tariff_codes.{place}.code": f"goods_tariff_code_{place}" for place in range(MOST_TARIFF_CODES)},
    **prices.SERVICE_NAMES,
}


def read_trade(form: Form) -> TradeFacts | None:
    """None when nothing is said."""
    samples = form.choice("terms_samples", SAMPLES)
    facts = TradeFacts(
        hs6=digits(form, "goods_hs6", (6,)),
        tariff_codes=[*_tariff_codes(form)],
        gtin=digits(form, "goods_gtin", (8, 12, 13, 14)),
        **{name: form.line(f"goods_{name}", longest=100) for name in LINES},
        ingredients=form.line("goods_ingredients", longest=500),
        allergens=_allergens(form),
        residue_test=month(form, "goods_residue_test"),
        migration_test=month(form, "goods_migration_test"),
        catch_certificate=_yes_or_no(form, "goods_catch_certificate"),
        pre_assessed=form.date("goods_pre_assessed"),
        net_weight=read_quantity(form, "packing_net"),
        gross_weight=read_quantity(form, "packing_gross"),
        packing=_packing(form),
        shelf_life=count(form, "packing_shelf_life", most=MOST_DAYS),
        on_arrival=count(form, "packing_on_arrival", most=MOST_DAYS),
        storage=_storage(form),
        order_multiple=read_quantity(form, "terms_multiple"),
        lead_time=count(form, "terms_lead_time", most=MOST_DAYS),
        samples=samples,
        private_label=_yes_or_no(form, "terms_private_label"),
        payment_terms=form.line("terms_payment", longest=500),
        price_lists=[*prices.read_price_lists(form)],
    )
    return None if facts == TradeFacts() else facts


def fill_trade(form: Form, trade: TradeFacts | None) -> None:
    if trade is None:
        return
    form.fill(goods_hs6=trade.hs6, goods_gtin=trade.gtin, goods_ingredients=trade.ingredients)
    form.fill(**{f"goods_{name}": getattr(trade, name) for name in LINES})
    form.fill(goods_residue_test=trade.residue_test, goods_migration_test=trade.migration_test)
    form.fill(goods_pre_assessed=trade.pre_assessed)
    for name, field in YES_OR_NO.items():
        form.fill(**{field: {True: "yes", False: "no"}.get(getattr(trade, name))})
    if trade.allergens is not None:
        form.fill(goods_allergens=trade.allergens or [NO_ALLERGENS])
    for place, tariff in enumerate(trade.tariff_codes):
        form.fill(**{f"goods_tariff_scheme_{place}": tariff.scheme, f"goods_tariff_code_{place}": tariff.code})
    fill_quantity(form, "packing_net", trade.net_weight)
    fill_quantity(form, "packing_gross", trade.gross_weight)
    if trade.packing is not None:
        fill_quantity(form, "packing_pack", trade.packing.pack)
        form.fill(**{f"packing_{name}": getattr(trade.packing, name) for name in COUNTS})
    form.fill(packing_shelf_life=trade.shelf_life, packing_on_arrival=trade.on_arrival)
    if trade.storage is not None:
        lowest, highest = (number(one, form.language) for one in (trade.storage.lowest, trade.storage.highest))
        form.fill(packing_lowest=lowest, packing_highest=highest)
    fill_quantity(form, "terms_multiple", trade.order_multiple)
    form.fill(terms_lead_time=trade.lead_time, terms_samples=trade.samples, terms_payment=trade.payment_terms)
    prices.fill_price_lists(form, trade.price_lists)


def _yes_or_no(form: Form, name: str) -> bool | None:
    said = form.choice(name, ("yes", "no"))
    return None if said is None else said == "yes"


def _tariff_codes(form: Form) -> Iterable[TariffCode]:
    for place in range(MOST_TARIFF_CODES):
        scheme = form.choice(f"goods_tariff_scheme_{place}", TARIFF_SCHEMES)
        code = digits(form, f"goods_tariff_code_{place}", (8, 9, 10))
        if scheme and code:
            yield TariffCode(scheme=scheme, code=code)
        elif scheme or code:
            form.fault(f"goods_tariff_{'code' if scheme else 'scheme'}_{place}", "needed_with")


def _allergens(form: Form) -> list[Allergen] | None:
    chosen = form.choices("goods_allergens", (*ALLERGENS, NO_ALLERGENS))
    if NO_ALLERGENS in chosen and len(chosen) > 1:
        form.fault("goods_allergens", "none_or_some")
    found = [one for one in ALLERGENS if one in chosen]
    return found if chosen else None


def _packing(form: Form) -> Packing | None:
    counts = {name: count(form, f"packing_{name}", least=1, most=MOST_COUNT) for name in COUNTS}
    packing = Packing(pack=read_quantity(form, "packing_pack"), **counts)
    return None if packing == Packing() else packing


def _storage(form: Form) -> Temperature | None:
    lowest, highest = _degrees(form, "packing_lowest"), _degrees(form, "packing_highest")
    if (lowest is None) is not (highest is None):
        form.fault("packing_lowest" if lowest is None else "packing_highest", "needed_with")
    return None if lowest is None or highest is None else Temperature(lowest=lowest, highest=highest)


def _degrees(form: Form, name: str) -> Decimal | None:
    """Below zero with any minus that a keyboard has."""
    typed = form[name].strip()
    if not typed.startswith(("-", "−", "–")):
        return form.decimal(name)
    unsigned = Form(form.language, {name: [typed[1:]]})
    degrees = unsigned.decimal(name)
    form.faults |= unsigned.faults
    return None if degrees is None else -degrees
