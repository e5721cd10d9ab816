"""The columns of a co-op's listings in a spreadsheet: the fields of the form that fit into one cell each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from shared.i18n import N_
from shared.text import clean
from web.forms.listings import CURRENCIES, INCOTERMS
from web.languages import LANGUAGE_NAMES, SPOKEN
from web.vocabulary import translated

Words = Mapping[str, Mapping[str, str]]
Kind = Literal["text", "amount", "count", "choice"]
CODES: Mapping[str, Mapping[str, str]] = {
    "currency": {one: one for one in CURRENCIES},
    "incoterm": {one: one for one in INCOTERMS},
}
YES_OR_NO = {"yes": N_("yes"), "no": N_("no")}
SHOWN, IDENTITY = "shown", "id"


@dataclass(frozen=True)
class Column:
    """`field` is the form's name of it. `of` names the words that it chooses from."""

    field: str
    heading: str
    kind: Kind = "text"
    of: str = ""
    width: int = 14
    facts: tuple[tuple[str, object], ...] = ()

    def title(self, text: Callable[[str], str]) -> str:
        return text(self.heading) % dict(self.facts)

    def choices(self, text: Callable[[str], str], words: Words) -> Mapping[str, str]:
        """Code → what the cell says."""
        if self.of == "yes_or_no":
            return {code: text(word) for code, word in YES_OR_NO.items()}
        return CODES.get(self.of) or words.get(self.of, {})


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
    Column("moq_amount", N_("Smallest order"), "amount"),
    Column("moq_unit", N_("Unit of the smallest order"), "choice", "unit"),
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
    Column("packing_net_amount", N_("Net weight of a piece"), "amount"),
    Column("packing_net_unit", N_("Unit of the net weight"), "choice", "unit"),
    Column("packing_shelf_life", N_("Shelf life in days"), "count"),
    Column("packing_on_arrival", N_("of these left on arrival"), "count"),
    Column("terms_lead_time", N_("Days from order to readiness"), "count"),
    Column("terms_samples", N_("Samples"), "choice", "samples"),
    Column("terms_private_label", N_("Under the buyer's own label"), "choice", "yes_or_no"),
    Column("terms_payment", N_("Payment terms"), width=30),
    Column(SHOWN, N_("Shown to buyers"), "choice", "yes_or_no"),
    Column(IDENTITY, N_("Number in Chợ Phiên (leave it as it is)"), width=38),
)
BY_FIELD = {column.field: column for column in COLUMNS}


class Meanings:
    """What headings and words mean, in whatever language of ours the file was made."""

    def __init__(self, texts: Mapping[str, Callable[[str], str]]) -> None:
        self._fields: dict[str, str] = {_plain(column.field): column.field for column in COLUMNS}
        self._codes: dict[str, dict[str, str]] = {column.field: {} for column in COLUMNS}
        for text in texts.values():
            words = translated(text)
            for column in COLUMNS:
                self._fields[_plain(column.title(text))] = column.field
                said = column.choices(text, words).items()
                self._codes[column.field] |= {_plain(word): code for code, word in said}
                self._codes[column.field] |= {_plain(code): code for code, _ in said}

    def field(self, heading: str) -> str | None:
        return self._fields.get(_plain(heading))

    def code(self, field: str, word: str) -> str:
        """As it was typed when it means nothing: the form says so at its place."""
        return self._codes[field].get(_plain(word), word)


def _plain(word: str) -> str:
    return clean(word).casefold()
