"""From rows of cells, or lines of JSON, to listings that can be sent to their owner; what cannot keeps its reasons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import asdict, replace

from shared.contracts.importing import ExportedListing, ImportedListing
from shared.contracts.listings import ListingBody
from shared.contracts.trade import TradeFacts
from shared.contracts.values import Language
from shared.errors import Rejected
from shared.misfits import misfit, misfits
from shared.text import clean
from web.forms.fields import Form
from web.forms.listings import SERVICE_NAMES, code_of, listing_body
from web.sheets.cells import as_form, headed, named, unread
from web.sheets.column import IDENTITY, Found, Line, Meanings
from web.sheets.columns import SHOWN, filled
from web.sheets.goods_tables import MOST_TITLES, goods_in
from web.sheets.rows import MOST_LINES, Cell, Row

OF_TRADE = (
    *("hs6", "gtin", "brand", "variety", "grade", "size", "ingredients", "allergens", "growing_area", "packing_house"),
    *("residue_test", "catch_certificate", "migration_test", "pre_assessed", "net_weight", "gross_weight", "packing"),
    *("shelf_life", "on_arrival", "storage", "order_multiple", "lead_time", "samples", "private_label"),
    "payment_terms",
)
"""Trade facts that have a column; the others stay as they are."""
OF_BODY = ("sku", "names", "descriptions", "category", "price", "moq", "capacity")
LONGEST_NAME = 80


@dataclass
class ListingLine(Line):
    listing: ImportedListing | None = None


class Own:
    """What the co-op has stated already."""

    def __init__(self, organisation_id: UUID, listings: Sequence[ExportedListing]) -> None:
        self.organisation_id = organisation_id
        self.by_id = {one.id: one for one in listings}
        self._by_sku: dict[str, list[UUID]] = {}
        self._by_name: dict[str, list[UUID]] = {}
        for one in listings:
            self._by_sku.setdefault(one.body.sku, []).append(one.id)
            self._by_name.setdefault(one.body.names["vi"].casefold(), []).append(one.id)

    def id_of(self, form: Form) -> UUID | None:
        """By its number, else by its product code, else by its name; what is new makes a number, always the same."""
        if form[IDENTITY]:
            return form.uuid(IDENTITY)
        sku, name = clean(form["sku"]), clean(form["name_vi"])
        known = self._by_sku.get(sku, []) if sku else self._by_name.get(name.casefold(), [])
        if len(known) > 1:
            form.fault("sku" if sku else "name_vi", "duplicate")
            return None
        found = known[0] if known else uuid5(self.organisation_id, f"sku {sku}" if sku else f"name {name.casefold()}")
        if not sku:
            form.fill(sku=self.by_id[found].body.sku if known else code_of(found))
        return found


def lines_of_sheets(
    sheets: Iterable[Sequence[Row]], own: Own, meanings: Meanings, language: Language
) -> Found[ListingLine]:
    """Of the first sheet that is a list of goods."""
    found = (_in_sheet(rows, own, meanings, language) for rows in sheets)
    first = next(filter(None, found), None)
    if first is None:
        raise Rejected("sheet_headings")
    return first


def _in_sheet(rows: Sequence[Row], own: Own, meanings: Meanings, language: Language) -> Found[ListingLine] | None:
    """Our own sheet, sent back, perhaps with titles above; or a list as the co-op keeps it."""
    ours = _below_titles(rows, meanings)
    goods = None if ours else goods_in(rows, meanings)
    if goods is not None:
        return Found([_line(one.number, one.form, one.places, own) for one in goods.lines], goods.unread, goods.passed)
    ours = ours or rows
    if "sku" not in headed(ours, meanings):
        return None
    lines = [_of_cells(number, cells, own, meanings, language) for number, cells in named(ours, meanings, "sku")]
    return Found(lines, unread(ours, meanings))


def _below_titles(rows: Sequence[Row], meanings: Meanings) -> Sequence[Row]:
    starts = (rows[at:] for at in range(min(len(rows), MOST_TITLES)))
    return next((below for below in starts if {"sku", "name_vi"} <= {*headed(below, meanings)}), [])


def _of_cells(number: int, cells: Mapping[str, Cell], own: Own, meanings: Meanings, language: Language) -> ListingLine:
    places = {name: cell.place for name, cell in cells.items()}
    return _line(number, as_form(cells, meanings, language), places, own)


def _line(number: int, form: Form, places: Mapping[str, str], own: Own) -> ListingLine:
    line = ListingLine(number, form["name_vi"][:LONGEST_NAME] or form["sku"][:LONGEST_NAME], faults=form.faults)
    line.places = places
    listing_id = own.id_of(form)
    if listing_id is None:
        return line
    base = own.by_id.get(listing_id)
    if base is not None:
        before = filled(base, form.language)
        form.values = before.values | form.values
        line.name = form["name_vi"][:LONGEST_NAME]
    shown = form.choice(SHOWN, ("yes", "no")) != "no"
    body = base.body if base is not None and form.values == before.values else listing_body(form)
    if form.ok and body is not None:
        stated = _over(base.body, body) if base else body
        version = base.version if base else None
        line.listing = _fitting(
            line, {**asdict(stated), "id": listing_id, "line": number, "shown": shown, "expected_version": version}
        )
    return line


def _over(base: ListingBody, said: ListingBody) -> ListingBody:
    """What has no column stays."""
    trade = base.trade or TradeFacts()
    new = said.trade or TradeFacts()
    trade = replace(trade, **{name: getattr(new, name) for name in OF_TRADE})
    facts = {name: getattr(said, name) for name in OF_BODY}
    return replace(base, **facts, trade=None if trade == TradeFacts() else trade)


def lines_of_json(content: bytes) -> list[ListingLine]:
    """As `chophien import listings` reads them."""
    sent = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
    if len(sent) > MOST_LINES:
        raise Rejected("sheet_too_large", most=MOST_LINES)
    lines = [_read(number, line) for number, line in sent]
    if not any(line.listing for line in lines) and all(set(line.faults) == {""} for line in lines):
        raise Rejected("sheet_unreadable")
    return lines


def _read(number: int, text: bytes) -> ListingLine:
    line = ListingLine(number)
    try:
        fields = msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        line.faults |= misfit(str(error)) | {"": "malformed"}
        return line
    fields.pop("organisation_id", None)
    names = fields.get("names")
    line.name = str(names.get("vi", "") if isinstance(names, dict) else "")[:LONGEST_NAME]
    line.listing = _fitting(line, {**fields, "line": number})
    return line


def _fitting(line: ListingLine, facts: Mapping[str, Any]) -> ImportedListing | None:
    document = msgspec.to_builtins(facts)
    faults = misfits(document, ImportedListing)
    line.faults |= {own_name(name): code for name, code in faults.items()} if line.places else faults
    return None if faults else msgspec.convert(document, ImportedListing)


def own_name(name: str) -> str:
    """What the service calls a field → what the sheet calls it."""
    if name == IDENTITY:
        return "sku"
    for theirs, ours in (("names.", "name_"), ("descriptions.", "description_")):
        if name.startswith(theirs):
            return ours + name.removeprefix(theirs)
    return SERVICE_NAMES.get(name, name)


def batches(lines: Iterable[ListingLine], *, most: int, largest: int) -> Iterator[list[ImportedListing]]:
    """What goes to the owner in one message."""
    batch: list[ImportedListing] = []
    size = 0
    for line in lines:
        if line.listing is None:
            continue
        length = len(msgspec.json.encode(line.listing))
        if batch and (len(batch) == most or size + length > largest):
            yield batch
            batch, size = [], 0
        batch.append(line.listing)
        size += length
    if batch:
        yield batch
