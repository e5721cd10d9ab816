"""The columns of a co-op's listings in a spreadsheet: the fields of the form that fit into one cell each."""

from shared.contracts.importing import ExportedListing
from shared.contracts.values import Language
from shared.i18n import N_
from web.forms.fields import Form
from web.forms.listings import fill_body
from web.languages import LANGUAGE_NAMES, SPOKEN
from web.sheets.column import IDENTITY, Column

SHOWN = "shown"


def _in_languages(field: str, heading: str, width: int) -> tuple[Column, ...]:
    return tuple(
        Column(f"{field}_{code}", heading, width=width, facts=(("language", LANGUAGE_NAMES[code]),)) for code in SPOKEN
    )


COLUMNS = (
    Column("sku", N_("Product code")),
    *_in_languages("name", N_("Name in %(language)s"), 28),
    Column("category", N_("Product group"), "choice", "category", 18),
    Column("price_amount", N_("Price"), "amount"),
    Column("price_currency", N_("Currency"), "choice", "currency", 10),
    Column("price_unit", N_("Price for one"), "choice", "unit"),
    Column("price_incoterm", N_("Incoterm 2020"), "choice", "incoterm", 10),
    Column("price_place", N_("Named place"), width=20),
    Column("moq_amount", N_("Minimum order"), "amount"),
    Column("moq_unit", N_("Unit of the minimum order"), "choice", "unit"),
    Column("capacity_unit", N_("Unit of what is supplied"), "choice", "unit"),
    *(
        Column(f"capacity_{month}", N_("Supply in month %(number)s"), "amount", facts=(("number", month),))
        for month in range(1, 13)
    ),
    *_in_languages("description", N_("Description in %(language)s"), 40),
    Column("goods_hs6", N_("HS code, six digits")),
    Column("goods_gtin", N_("Barcode (GTIN)"), width=18),
    Column("goods_brand", N_("Brand")),
    Column("goods_variety", N_("Variety")),
    Column("goods_grade", N_("Grade")),
    Column("goods_size", N_("Size")),
    Column("goods_ingredients", N_("Ingredients"), width=30),
    Column("goods_allergens", N_("Allergens in it"), "choices", "allergens", 26),
    Column("goods_growing_area", N_("Growing area code")),
    Column("goods_packing_house", N_("Packing house code")),
    Column("goods_residue_test", N_("Last residue test"), "months"),
    Column("goods_catch_certificate", N_("Catch certificate with each consignment"), "choice", "yes_or_no"),
    Column("goods_migration_test", N_("Last test of what passes into food"), "months"),
    Column("goods_pre_assessed", N_("Assessed for OCOP by the commune"), "date"),
    Column("packing_net_amount", N_("Net weight of a piece"), "amount"),
    Column("packing_net_unit", N_("Unit of the net weight"), "choice", "unit"),
    Column("packing_gross_amount", N_("Gross weight of a piece"), "amount"),
    Column("packing_gross_unit", N_("Unit of the gross weight"), "choice", "unit"),
    Column("packing_pack_amount", N_("A pack holds"), "amount"),
    Column("packing_pack_unit", N_("Unit of what a pack holds"), "choice", "unit"),
    Column("packing_packs_per_carton", N_("Packs in a carton"), "count"),
    Column("packing_cartons_per_pallet", N_("Cartons on a pallet"), "count"),
    Column("packing_cartons_per_20ft", N_("Cartons in a 20-foot container"), "count"),
    Column("packing_cartons_per_40ft", N_("Cartons in a 40-foot container"), "count"),
    Column("packing_shelf_life", N_("Shelf life in days"), "count"),
    Column("packing_on_arrival", N_("of these left on arrival"), "count"),
    Column("packing_lowest", N_("Store from, °C"), "degrees"),
    Column("packing_highest", N_("Store up to, °C"), "degrees"),
    Column("terms_multiple_amount", N_("Order in steps of"), "amount"),
    Column("terms_multiple_unit", N_("Unit of the steps"), "choice", "unit"),
    Column("terms_lead_time", N_("Lead time in days, from order to readiness"), "count"),
    Column("terms_samples", N_("Samples"), "choice", "samples"),
    Column("terms_private_label", N_("Private label"), "choice", "yes_or_no"),
    Column("terms_payment", N_("Payment terms"), width=30),
    Column(SHOWN, N_("Shown to buyers"), "choice", "yes_or_no"),
    Column(IDENTITY, N_("Number in Chợ Phiên (leave it as it is)"), width=38),
)


def filled(listing: ExportedListing, language: Language) -> Form:
    """What the columns say of it, as a person would type it."""
    form = fill_body(Form(language), listing.body)
    form.fill(**{SHOWN: "yes" if listing.status == "published" else "no", IDENTITY: listing.id})
    return Form(language, {column.field: form.values.get(column.field, [""]) for column in COLUMNS})
