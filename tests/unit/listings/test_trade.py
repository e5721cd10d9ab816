"""What of trade facts is accepted: exact codes, units, prices with all their terms."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError, convert
from stdnum import ean

from services.listings.statement import stated
from shared.contracts.listings import ListingBody
from shared.contracts.trade import TradeFacts
from shared.contracts.values import Incoterm
from shared.errors import Invalid
from shared.quantity import converted

TODAY = date(2026, 11, 23)
PRICES = {
    "currency": "USD",
    "unit": "KGM",
    "incoterm": "FOB",
    "place": "Hải Phòng",
    "port": "VNHPH",
    "valid_until": "2027-03-31",
    "tiers": [{"from_amount": "0", "price": "2.15"}, {"from_amount": "1000", "price": "1.98"}],
}
KILO, GRAMS, TONNE = (
    {"amount": amount, "unit": unit} for amount, unit in (("1", "KGM"), ("1100", "GRM"), ("1", "TNE"))
)


def wrong(trade: dict[str, Any], **others: Any) -> dict[str, Any]:
    body = convert({"sku": "1", "names": {"vi": "Vải thiều"}, "trade": trade, **others}, ListingBody)
    try:
        stated(body, today=TODAY)
    except Invalid as refusal:
        return refusal.details
    return {}


def prices(**changes: Any) -> dict[str, Any]:
    return {"price_lists": [{**PRICES, **changes}]}


@pytest.mark.parametrize(
    ("trade", "faults"),
    [
        ({"hs6": "081090", "tariff_codes": [{"scheme": "AHTN", "code": "08109010"}]}, {}),
        ({"hs6": "770000"}, {"trade.hs6": "unknown"}),
        ({"hs6": "980000"}, {"trade.hs6": "unknown"}),
        (
            {"hs6": "081090", "tariff_codes": [{"scheme": "JP", "code": "090111000"}]},
            {"trade.tariff_codes.0.code": "not_of_hs6"},
        ),
        ({"gtin": "8934563138165"}, {}),
        ({"gtin": "8934563138164"}, {"trade.gtin": "check_digit"}),
        ({"gtin": "96385074"}, {}),
        ({"net_weight": KILO, "gross_weight": GRAMS}, {}),
        ({"net_weight": GRAMS, "gross_weight": KILO}, {"trade.gross_weight.amount": "below_net"}),
        ({"net_weight": {"amount": "0", "unit": "KGM"}}, {"trade.net_weight.amount": "not_an_amount"}),
        ({"shelf_life": 360, "on_arrival": 240}, {}),
        ({"shelf_life": 30, "on_arrival": 240}, {"trade.on_arrival": "more_than_shelf_life"}),
        ({"storage": {"lowest": "-18", "highest": "-15.5"}}, {}),
        ({"storage": {"lowest": "5", "highest": "2"}}, {"trade.storage.lowest": "out_of_range"}),
        ({"storage": {"lowest": "NaN", "highest": "2"}}, {"trade.storage.lowest": "out_of_range"}),
        ({"residue_test": "2026-12"}, {"trade.residue_test": "in_the_future"}),
        ({"pre_assessed": "2026-11-24"}, {"trade.pre_assessed": "in_the_future"}),
        (prices(), {}),
        (prices(port=None), {"trade.price_lists.0.port": "port_needed"}),
        (prices(port="VNHAN"), {"trade.price_lists.0.port": "port_needed"}),
        (prices(incoterm="CIF", port=None), {"trade.price_lists.0.port": "port_needed"}),
        (prices(incoterm="FCA"), {"trade.price_lists.0.port": "not_a_sea_term"}),
        (prices(incoterm="EXW", port=None), {}),
        (prices(currency="ABC"), {"trade.price_lists.0.currency": "unknown"}),
        (prices(place="\u200b"), {"trade.price_lists.0.place": "required"}),
        (
            prices(tiers=[{"from_amount": "10", "price": "0"}, {"from_amount": "10", "price": "1"}]),
            {
                "trade.price_lists.0.tiers.0.price": "not_an_amount",
                "trade.price_lists.0.tiers.1.from_amount": "not_rising",
            },
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(trade: dict[str, Any], faults: dict[str, str]) -> None:
    assert wrong(trade) == faults


PRICE = {"amount": "2", "currency": "USD", "unit": "KGM"}


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ("Hải Phòng", True),
        ("cảng Lạch Huyện, Hải Phòng", True),
        ("VNHPH", True),
        ("Yokohama", True),
        ("横浜", True),
        ("부산항", True),
        ("TP.HCM", True),
        ("Port of Rotterdam", True),
        ("Jebel Ali", True),
        (None, True),
        ("Hà Nội", False),
        ("sân bay Cần Thơ", False),
        ("Cảng hàng không Nội Bài", False),
        ("Vĩnh Phúc", False),
    ],
)
def test_a_single_price_for_the_sea_names_no_place_inland(place: str | None, *, right: bool) -> None:
    """Where the goods come by any other way, any place will do; a port that is not stated is unknown."""
    assert wrong({}, price=PRICE | {"incoterm": "FOB", "place": place}) == (
        {} if right else {"price.place": "port_not_named"}
    )
    assert wrong({}, price=PRICE | {"incoterm": "FCA", "place": place}) == {}


@pytest.mark.parametrize("missing", ["currency", "unit", "incoterm", "place", "valid_until"])
def test_a_price_list_without_one_of_its_terms_is_none(missing: str) -> None:
    terms = {name: value for name, value in PRICES.items() if name != missing}
    with pytest.raises(ValidationError):
        convert({"price_lists": [terms]}, TradeFacts)


@given(
    st.sampled_from(get_args(Incoterm)),
    st.sampled_from([None, "VNHPH", "VNSGN", "VNHAN"]),
    st.lists(st.decimals("0.001", "9999999", places=3), min_size=1, max_size=6),
)
def test_a_price_list_is_taken_with_a_port_for_the_sea_and_steps_that_rise(
    incoterm: Incoterm, port: str | None, steps: list[Decimal]
) -> None:
    """VNHAN is an airport."""
    tiers = [{"from_amount": str(step), "price": "1.98"} for step in steps]
    taken = wrong(prices(incoterm=incoterm, port=port, tiers=tiers)) == {}
    right_port = port in {"VNHPH", "VNSGN"} if incoterm in {"FAS", "FOB", "CFR", "CIF"} else port is None
    assert taken is (right_port and steps == sorted(set(steps)))


def test_the_smallest_order_is_made_of_whole_steps() -> None:
    step = {"order_multiple": {"amount": "300", "unit": "KGM"}}
    assert wrong(step, moq=TONNE) == {"trade.order_multiple.amount": "not_in_smallest_order"}
    assert wrong({"order_multiple": {"amount": "250", "unit": "KGM"}}, moq=TONNE) == {}
    assert wrong({"order_multiple": {"amount": "2", "unit": "XCT"}}, moq=TONNE) == {}


def test_no_allergens_is_something_else_than_nothing_said() -> None:
    body = convert({"sku": "1", "names": {"vi": "x"}, "trade": {"allergens": []}}, ListingBody)
    kept = stated(body, today=TODAY).trade
    assert kept is not None
    assert kept.allergens == []


@given(st.integers(10**11, 10**12 - 1), st.integers(0, 9))
def test_one_check_digit_of_ten_fits(digits: int, digit: int) -> None:
    gtin = f"{digits}{digit}"
    right = str(ean.calc_check_digit(str(digits)))
    assert (wrong({"gtin": gtin}) == {}) is (gtin[-1] == right)


@given(st.decimals("0.000001", "1000000", places=6), st.sampled_from(["GRM", "KGM", "DTN", "TNE"]))
def test_weights_convert_there_and_back_to_the_last_gram(amount: Decimal, unit: str) -> None:
    """1 tạ = 100 kg, 1 yến = 10 kg, 1 tấn = 1,000 kg: nothing is lost on the way."""
    for other in ("GRM", "KGM", "DTN", "TNE"):
        there = converted(amount, unit, other)
        assert there is not None
        assert converted(there, other, unit) == amount
