"""A buyer's demands in a spreadsheet: its columns, and from rows of cells to demands that can be sent to their owner.

A line without a number gets one from the buyer, the product, the destination and how many such lines stand before it,
so that the same file sent twice speaks of the same demands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from msgspec.structs import asdict, replace

from shared.contracts.demand_sheets import ImportedDemand
from shared.contracts.matching import Demand, DemandBody
from shared.contracts.values import Language
from shared.i18n import N_
from shared.text import clean
from web.forms.demands import SERVICE_NAMES, demand_body, fill_demand
from web.forms.fields import Form
from web.sheets.cells import as_form, named
from web.sheets.column import IDENTITY, Column, Line, Meanings
from web.sheets.rows import Cell, Row

STATUS, SAMPLE = "status", "sample_first"
LONGEST_NAME = 80
COLUMNS = (
    Column("what", N_("What you are looking for"), width=34),
    Column("category", N_("Product group"), "choice", "category", 18),
    Column("grade", N_("Grade or size")),
    Column("quantity_amount", N_("Quantity a month"), "amount"),
    Column("quantity_unit", N_("Unit"), "choice", "unit"),
    Column("months", N_("Months wanted (2027-01, 2027-02)"), "months", width=26),
    Column("deadline", N_("Needed until"), "date"),
    Column("packaging_kind", N_("Packaging"), "choice", "package"),
    Column("packaging_amount", N_("Content of one"), "amount"),
    Column("packaging_unit", N_("Unit of the content"), "choice", "unit"),
    Column("destination", N_("Destination"), "choice", "country", 18),
    Column("incoterm", N_("Incoterm 2020"), "choice", "incoterm", 10),
    Column("place", N_("Named place"), width=20),
    Column("price_amount", N_("Target price"), "amount"),
    Column("price_currency", N_("Currency"), "choice", "currency", 10),
    Column("price_unit", N_("Price for one"), "choice", "unit"),
    Column("payment_terms", N_("Terms of payment"), width=30),
    Column(SAMPLE, N_("A sample first"), "choice", "yes_or_no"),
    Column("min_stars", N_("OCOP stars at least"), "count"),
    Column("certificates", N_("Certificates that you need"), "choices", "scheme", 26),
    Column("certificates_wished", N_("Certificates that would help"), "choices", "scheme", 26),
    Column("note", N_("What else matters"), width=40),
    Column("visibility", N_("Who sees it"), "choice", "visibility", 22),
    Column(STATUS, N_("State"), "choice", "demand_status"),
    Column(IDENTITY, N_("Number in Chợ Phiên (leave it as it is)"), width=38),
)
BY_FIELD = {column.field: column for column in COLUMNS}


@dataclass
class DemandLine(Line):
    demand: ImportedDemand | None = None


class Own:
    """What the buyer has stated already."""

    def __init__(self, organisation_id: UUID, demands: Sequence[Demand]) -> None:
        self.by_id = {one.id: one for one in demands}
        self._organisation_id = organisation_id
        self._before: Counter[tuple[str, str]] = Counter()

    def id_of(self, form: Form) -> UUID | None:
        if form[IDENTITY]:
            return form.uuid(IDENTITY)
        key = (clean(form["what"]).casefold(), form["destination"])
        self._before[key] += 1
        return uuid5(self._organisation_id, f"demand {key[0]} {key[1]} {self._before[key]}")


def filled(demand: Demand, language: Language) -> Form:
    """What the columns say of it, as a person would type it."""
    form = fill_demand(Form(language), demand)
    form.fill(**{SAMPLE: "yes" if demand.body.sample_first else "no", IDENTITY: demand.id})
    return Form(language, {name: form.values.get(name) or [""] for name in BY_FIELD})


def demands_of_sheet(rows: Sequence[Row], own: Own, meanings: Meanings, language: Language) -> list[DemandLine]:
    return [_line(number, cells, own, meanings, language) for number, cells in named(rows, meanings, "what")]


def _line(number: int, cells: Mapping[str, Cell], own: Own, meanings: Meanings, language: Language) -> DemandLine:
    form = as_form(cells, meanings, language)
    line = DemandLine(number, form["what"][:LONGEST_NAME], faults=form.faults)
    line.places = {name: cell.place for name, cell in cells.items()}
    demand_id = own.id_of(form)
    if demand_id is None:
        return line
    base = own.by_id.get(demand_id)
    if base is not None:
        before = filled(base, language)
        form.values = before.values | {name: said for name, said in form.values.items() if name != STATUS or any(said)}
    body = base.body if base and form.values == before.values else _body(form, base)
    if form.ok and body is not None:
        version = base.version if base else None
        line.demand = ImportedDemand(**asdict(body), id=demand_id, line=number, expected_version=version)
    return line


def _body(form: Form, base: Demand | None) -> DemandBody | None:
    """What has no column stays as it was."""
    sample = form.choice(SAMPLE, ("yes", "no")) == "yes"
    status = form.choice(STATUS, ("open", "closed")) or "open"
    plain = Form(form.language, {name: said for name, said in form.values.items() if name != SAMPLE})
    plain.faults = form.faults
    body = demand_body(plain)
    if body is None:
        return None
    body = replace(body, sample_first=sample, status=status)
    return replace(body, text=base.body.text, lang=base.body.lang) if base else body


def own_name(name: str) -> str:
    """What the service calls a field → what the sheet calls it."""
    return SERVICE_NAMES.get(name, name)
