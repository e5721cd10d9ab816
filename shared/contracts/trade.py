"""What a professional buyer asks of a product beyond its name and price. What is missing is unknown."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.contracts.values import Amount, Currency, Incoterm, Line, Month, Quantity, Unit

Short = Annotated[str, Meta(max_length=100)]
Sentence = Annotated[str, Meta(max_length=500)]
HS6 = Annotated[str, Meta(pattern="^[0-9]{6}$")]
"""Harmonized System, six digits: the same in every country."""
TariffScheme = Literal["AHTN", "JP", "KR", "IL"]
"""Who made a longer code out of six digits: ASEAN, Japan, Korea, Israel."""
Gtin = Annotated[str, Meta(pattern="^([0-9]{8}|[0-9]{12,14})$")]
"""GTIN-8, -12, -13, -14. Its prefix tells who issued the number, not where the goods were made."""
Port = Annotated[str, Meta(pattern="^[A-Z]{2}[A-Z0-9]{3}$")]
"""UN/LOCODE."""
Allergen = Literal[
    "cereals", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk", "nuts", "celery", "mustard", "sesame",
    "sulphites", "lupin", "molluscs",
]  # fmt: skip
"""The fourteen of Regulation (EU) 1169/2011."""
Days = Annotated[int, Meta(ge=0, le=3650)]
Count = Annotated[int, Meta(ge=1, le=1_000_000)]


class TariffCode(Struct, frozen=True, kw_only=True):
    """Digits alone; it begins with the six of the Harmonized System."""

    scheme: TariffScheme
    code: Annotated[str, Meta(pattern="^[0-9]{8,10}$")]


class Packing(Struct, frozen=True, kw_only=True):
    """From the pack that is sold to the container; the load is of a 20' and a 40' container, in cartons."""

    pack: Quantity | None = None
    packs_per_carton: Count | None = None
    cartons_per_pallet: Count | None = None
    cartons_per_20ft: Count | None = None
    cartons_per_40ft: Count | None = None


class Tier(Struct, frozen=True, kw_only=True):
    """From this quantity on, one unit costs so much."""

    from_amount: Amount
    price: Amount


class PriceList(Struct, frozen=True, kw_only=True):
    """Prices that a buyer can count with: every term is stated. A sea term names its port."""

    currency: Currency
    unit: Unit
    incoterm: Incoterm
    place: Line
    port: Port | None = None
    valid_until: date
    tiers: Annotated[list[Tier], Meta(min_length=1, max_length=6)]


class Temperature(Struct, frozen=True, kw_only=True):
    """Degrees Celsius."""

    lowest: Decimal
    highest: Decimal


class TradeFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`allergens`: empty when it has none, missing when nobody has said. Times in days; `on_arrival` is what of the
    shelf life remains at the buyer's door. `pre_assessed`: when the commune assessed it for OCOP, which is no star.
    `migration_test`: when tableware was last tested for what passes from it into food. `catch_certificate`: whether one
    comes with each consignment of wild-caught fish.
    """

    hs6: HS6 | None = None
    tariff_codes: Annotated[list[TariffCode], Meta(max_length=4)] = []
    gtin: Gtin | None = None
    brand: Short = ""
    variety: Short = ""
    grade: Short = ""
    size: Short = ""
    ingredients: Sentence = ""
    allergens: Annotated[list[Allergen], Meta(max_length=14)] | None = None
    net_weight: Quantity | None = None
    gross_weight: Quantity | None = None
    packing: Packing | None = None
    order_multiple: Quantity | None = None
    price_lists: Annotated[list[PriceList], Meta(max_length=4)] = []
    lead_time: Days | None = None
    shelf_life: Days | None = None
    on_arrival: Days | None = None
    storage: Temperature | None = None
    samples: Literal["free", "paid", "none"] | None = None
    private_label: bool | None = None
    payment_terms: Sentence = ""
    growing_area: Short = ""
    packing_house: Short = ""
    residue_test: Month | None = None
    pre_assessed: date | None = None
    migration_test: Month | None = None
    catch_certificate: bool | None = None
