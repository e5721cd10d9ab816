"""Cases of the door `demand match`: drawn, and one that fits in everything but for what is told."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

AS_OF = date(2026, 10, 1)
MONTHS = ["2026-12", "2027-01", "2027-02"]
KILOGRAMS = {"kg": 1, "KGM": 1, "yến": 10, "tạ": 100, "DTN": 100, "tấn": 1000, "TNE": 1000}
RATES = {"USD": 25000, "JPY": 165, "KRW": 18, "ILS": 6800}
INCLUSIVE = {
    "EXW": 0,
    "FCA": 1,
    "FAS": 2,
    "FOB": 3,
    "CFR": 4,
    "CPT": 4,
    "CIF": 5,
    "CIP": 5,
    "DAP": 6,
    "DPU": 7,
    "DDP": 8,
}
SCHEMES = ["HACCP", "ORGANIC", "JAS", "KOSHER", "EU_ORGANIC"]


class Product(NamedTuple):
    concept: str
    against_dried_ginger: str


PRODUCTS = [
    Product("gừng khô", "met"),
    Product("gừng", "unknown"),
    Product("nghệ", "unmet"),
    Product("trà xanh", "unmet"),
]

Json = dict[str, object]

amounts = st.integers(1, 40).map(lambda n: n * 100)
quantities = st.builds(
    lambda kilograms, unit: {"amount": kilograms / KILOGRAMS[unit], "unit": unit},
    amounts,
    st.sampled_from(sorted(KILOGRAMS)),
) | st.builds(lambda n: {"amount": n, "unit": "thùng"}, st.integers(1, 300))
days = st.dates(date(2023, 6, 1), date(2028, 12, 31)).map(str)
maybe_days = st.none() | days
certificates = st.lists(
    st.fixed_dictionaries({"scheme": st.sampled_from(SCHEMES), "issued": maybe_days, "expires": maybe_days})
    | st.fixed_dictionaries({"scheme": st.just("OCOP"), "stars": st.integers(3, 5), "issued": maybe_days}),
    max_size=3,
    unique_by=lambda it: str(it["scheme"]),
)
prices = st.lists(
    st.fixed_dictionaries(
        {
            "incoterm": st.sampled_from(sorted(INCLUSIVE)),
            "amount": st.integers(1, 400).map(lambda n: n / 10),
            "currency": st.sampled_from(["USD"]),
            "per_unit": st.sampled_from(["kg", "yến", "thùng"]),
            "min_quantity": st.none() | quantities,
            "valid_to": st.none() | st.sampled_from(["2026-09-30", "2026-10-01", "2027-03-31"]),
        }
    ),
    max_size=3,
)


@st.composite
def listings(draw: st.DrawFn, number: int) -> Json:
    held = draw(certificates)
    schemes = {it["scheme"] for it in held}
    return {
        "id": f"l{number}",
        "names": {"vi": "hàng"},
        "concept_vi": draw(st.sampled_from(PRODUCTS)).concept,
        "hs6": "091011",
        "province": "Hà Giang",
        "stars": draw(st.none() | st.integers(3, 5)),
        "capacity": draw(st.dictionaries(st.sampled_from(MONTHS), quantities)),
        "promised": draw(st.dictionaries(st.sampled_from(MONTHS), quantities, max_size=1)),
        "moq": draw(st.none() | quantities),
        "incoterms": draw(st.none() | st.lists(st.sampled_from(sorted(INCLUSIVE)), min_size=1, unique=True)),
        "prices": draw(prices),
        "lead_time_days": draw(st.none() | st.integers(0, 120)),
        "pack": draw(st.none() | st.just({"carton_net_kg": 10})),
        "certificates": held,
        "certificates_none": [it for it in draw(st.lists(st.sampled_from(SCHEMES), unique=True)) if it not in schemes],
        "registrations": draw(
            st.just([]) | maybe_days.map(lambda day: [{"scheme": "MFDS", "number": "1", "valid_to": day}])
        ),
        "registrations_none": [],
    }


@st.composite
def cases(draw: st.DrawFn) -> Json:
    months = MONTHS[: draw(st.integers(1, 3))]
    return {
        "case_id": "c",
        "as_of": str(AS_OF),
        "rates_vnd": RATES,
        "demand": {
            "id": "d",
            "text": "",
            "concept_vi": "gừng khô",
            "concept_en": "dried ginger",
            "hs6": "091011",
            "quantity_per_month": {"amount": draw(amounts), "unit": "KGM"},
            "months": months,
            "destination": {"country": draw(st.sampled_from(["JP", "KR", "IL", "VN"])), "port": None},
            "incoterm": draw(st.sampled_from(sorted(INCLUSIVE))),
            "incoterm_place": None,
            "target_price": {"amount": draw(st.integers(1, 30)), "currency": "USD", "per_unit": "KGM"},
            "required_certificates": draw(st.lists(st.sampled_from(["HACCP", "ORGANIC", "JAS"]), unique=True)),
            "min_ocop_stars": draw(st.none() | st.integers(3, 5)),
        },
        "listings": [draw(listings(number)) for number in range(draw(st.integers(1, 4)))],
    }


def a_case(*, demand: Json | None = None, **listing: object) -> Json:
    """A demand that the listing fits in everything, but for what is told."""
    month = MONTHS[0]
    return {
        "as_of": str(AS_OF),
        "rates_vnd": RATES,
        "demand": {
            "id": "d",
            "concept_vi": "gừng khô",
            "hs6": "091011",
            "months": [month],
            "incoterm": "FOB",
            "quantity_per_month": {"amount": 1000, "unit": "KGM"},
            "destination": {"country": "VN"},
        }
        | (demand or {}),
        "listings": [
            {
                "id": "l",
                "names": {"vi": "Gừng khô"},
                "concept_vi": "gừng khô",
                "capacity": {month: {"amount": 1, "unit": "tấn"}},
                "moq": {"amount": 1, "unit": "tạ"},
                "incoterms": ["FOB"],
                "lead_time_days": 20,
            }
            | listing
        ],
    }
