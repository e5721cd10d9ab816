from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from shared.contracts.listings import Listing, ListingBody
from shared.contracts.trade import Temperature, TradeFacts
from shared.contracts.values import Capacity, Certificate, Language, Named, Ocop, Quantity, Scheme, Season
from shared.ids import uuid7
from web.formats import number
from web.forms.fields import Form
from web.forms.listings import MONTH_FIELDS, fill_listing, listing_body
from web.languages import SPOKEN

SCHEMES: tuple[Scheme, ...] = ("HACCP", "VIETGAP", "JAS", "HALAL", "KOSHER")


def test_a_listing_sent_back_unchanged_loses_nothing() -> None:
    """More certificates came over the API than the form begins with."""
    body = ListingBody(sku="A", names={"vi": "Mật ong"}, certificates=[Certificate(scheme=one) for one in SCHEMES])
    assert sent_back(body) == body


def test_every_trade_fact_comes_back_as_it_was() -> None:
    body = ListingBody(
        sku="A",
        names={"vi": "Vải thiều"},
        moq=Quantity(amount=Decimal("0.000001"), unit="TNE"),
        ocop=Ocop(
            stars=4,
            certificate="1",
            issued=date(2024, 5, 1),
            rules="148/2023",
            group="food",
            score=Decimal("89.5"),
            certified_by="province",
        ),
        certificates=[Certificate(scheme="JAS", edition="2022", scope="site", covers="VN-BGOR-01", issuer="Control U")],
        capacity=Capacity(unit="TNE", by_month=[Decimal(month) for month in range(12)]),
        season=Season(harvest=[5, 6], months={"2027-05": Decimal("0.5"), "2027-06": Decimal(0)}),
        trade=convert(EVERYTHING, TradeFacts),
    )
    assert sent_back(body) == body


EVERYTHING = {
    "hs6": "081090",
    "tariff_codes": [{"scheme": "AHTN", "code": "08109010"}, {"scheme": "JP", "code": "081090290"}],
    "gtin": "8934563138165",
    "brand": "Thanh Hà",
    "variety": "u hồng",
    "grade": "1",
    "size": "25-30 quả/kg",
    "ingredients": "vải, muối",
    "allergens": ["fish", "sulphites"],
    "net_weight": {"amount": "500", "unit": "GRM"},
    "gross_weight": {"amount": "0.55", "unit": "KGM"},
    "packing": {"pack": {"amount": "12", "unit": "H87"}, "packs_per_carton": 20, "cartons_per_pallet": 48,
                "cartons_per_20ft": 480, "cartons_per_40ft": 960},
    "order_multiple": {"amount": "240", "unit": "KGM"},
    "price_lists": [
        {"currency": "USD", "unit": "KGM", "incoterm": "FOB", "place": "Hải Phòng", "port": "VNHPH",
         "valid_until": "2027-06-30", "tiers": [{"from_amount": "0", "price": "2.155"},
         {"from_amount": "1000", "price": "1.98"}, {"from_amount": "5000", "price": "1.9"},
         {"from_amount": "20000", "price": "1.85"}]},
        {"currency": "VND", "unit": "TNE", "incoterm": "EXW", "place": "Thanh Hà", "valid_until": "2027-06-30",
         "tiers": [{"from_amount": "1", "price": "31500000"}]},
    ],
    "lead_time": 14,
    "shelf_life": 30,
    "on_arrival": 21,
    "storage": {"lowest": "-18.5", "highest": "2"},
    "samples": "paid",
    "private_label": False,
    "payment_terms": "30% trước",
    "growing_area": "VN-HDOR-0123",
    "packing_house": "VN-PH-7",
    "residue_test": "2026-05",
    "pre_assessed": "2026-04-01",
}  # fmt: skip


def test_yen_are_ten_kilograms_and_minus_has_many_signs() -> None:
    typed = {
        "name_vi": "Gạo", "sku": "G", "moq_amount": "2,5", "moq_unit": "YEN", "packing_lowest": "−18",
        "packing_highest": "–2,5", "goods_hs6": "1006.30", "goods_allergens": "none",
    }  # fmt: skip
    body = listing_body(Form("vi", {name: [value] for name, value in typed.items()}))
    assert body is not None
    assert body.moq == Quantity(amount=Decimal(25), unit="KGM")
    assert body.trade == TradeFacts(
        hs6="100630", allergens=[], storage=Temperature(lowest=Decimal(-18), highest=Decimal("-2.5"))
    )


def test_every_fault_stands_at_its_field() -> None:
    typed = {
        "name_vi": "Gạo", "sku": "G", "goods_hs6": "10063", "goods_gtin": "893x", "packing_net_amount": "5",
        "packing_lowest": "-x", "prices_price_0_0": "2", "season_month_0": "2027-13", "season_amount_1": "3",
        "goods_residue_test": "May", "terms_lead_time": "9999", "goods_tariff_code_1": "10063010",
    }  # fmt: skip
    form = Form("vi", {name: [value] for name, value in typed.items()})
    assert listing_body(form) is None
    needed = ("currency", "unit", "incoterm", "place", "valid_until")
    assert form.faults == {
        "goods_hs6": "malformed",
        "goods_gtin": "malformed",
        "packing_net_unit": "required",
        "packing_lowest": "not_an_amount",
        **{f"prices_{name}_0": "required" for name in needed},
        "season_month_0": "not_a_month",
        "season_month_1": "needed_with",
        "goods_residue_test": "not_a_month",
        "terms_lead_time": "out_of_range",
        "goods_tariff_scheme_1": "needed_with",
    }


@given(st.decimals(0, 10**12, places=6), st.sampled_from(SPOKEN))
def test_an_amount_comes_back_as_it_is_shown_in_every_language(amount: Decimal, language: Language) -> None:
    """1.200,5 in Vietnamese, 1,200.5 in English."""
    form = Form(language).fill(price_amount=number(amount, language))
    assert (form.decimal("price_amount"), form.faults) == (amount, {})


def test_what_is_the_same_in_every_month_is_typed_once() -> None:
    typed = {"name_vi": "Trà sen", "sku": "A", "capacity_every": "1.200,5", "capacity_unit": "KGM", "capacity_2": "0"}
    body = listing_body(Form("vi").fill(**typed))
    assert body is not None
    assert body.capacity is not None
    assert body.capacity.by_month == [Decimal("1200.5"), Decimal(0), *[Decimal("1200.5")] * 10]

    form = Form("vi").fill(**typed | {"capacity_2": ""})
    steady = listing_body(form)
    assert steady is not None
    assert sent_back(steady) == steady
    assert opened(steady)["capacity_every"] == "1.200,5"
    assert not opened(steady).says(*MONTH_FIELDS)


def sent_back(body: ListingBody) -> ListingBody | None:
    """What comes of a form that was opened and sent as it is."""
    return listing_body(opened(body))


def opened(body: ListingBody) -> Form:
    listing = Listing(
        id=uuid7(),
        version=1,
        status="draft",
        organisation=Named(id=uuid7(), name="HTX"),
        province=None,
        body=body,
        stars=None,
        photos=[],
        updated_at=datetime.now(UTC),
    )
    return fill_listing(Form("vi"), listing)


def test_a_fold_stands_open_over_what_is_said_and_what_is_wrong() -> None:
    form = Form("vi").fill(certificates=[], incoterm="", grade="A")
    assert not form.speaks_of("certificates", "incoterm", "unheard_of")
    assert form.speaks_of("incoterm", "grade")
    form.fault("incoterm", "required")
    assert form.speaks_of("incoterm")
