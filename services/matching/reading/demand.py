"""A buyer's text as a demand. `null` is not said, `unknown` is said but cannot be fixed; neither is guessed."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from services.matching.reading.amount import Amount
from services.matching.reading.amounts import amounts, is_undecided, one_of
from services.matching.reading.certificates import certificates
from services.matching.reading.counters import counted_as, piece_or
from services.matching.reading.delivery import delivery
from services.matching.reading.frequencies import per_told
from services.matching.reading.goods import name_vi
from services.matching.reading.items import Item, counted, items
from services.matching.reading.normal import normal
from services.matching.reading.owners import not_of_others, of_item
from services.matching.reading.package import Packing
from services.matching.reading.packing import packings
from services.matching.reading.page import Page
from services.matching.reading.periods import Period, periods
from services.matching.reading.prices import EACH, Price, prices
from services.matching.reading.vocabulary import Vocabulary, is_measure, vocabulary_of
from shared.contracts.values import Language
from shared.lexicon.word_forms import is_marked

Unknown = Literal["unknown"]


class TargetPrice(Struct, frozen=True):
    amount: Decimal
    currency: str
    per_unit: str


class Packaging(Struct, frozen=True):
    amount: Decimal | None
    unit: str | None
    type: str | None


class ItemRead(Struct, frozen=True):
    """One product. `unit` is the unit as written, in UN/ECE Recommendation 20 or 21."""

    concept_vi: str | None
    concept_en: str | None
    quantity: Decimal | Unknown | None
    unit: str | None
    per: str | None
    months: list[int] | None
    target_price: TargetPrice | None
    packaging: Packaging | None


class DemandRead(Struct, frozen=True):
    items: list[ItemRead]
    destination: str | None
    incoterm: str | None
    incoterm_place: str | None
    certificates: list[str]
    certificates_wished: list[str]
    sample_first: bool


def read(text: str, language: Language) -> DemandRead:
    return read_page(*opened(text, language))


def opened(text: str, language: Language) -> tuple[Page, Vocabulary]:
    words = vocabulary_of(language, marked=language != "vi" or is_marked(text))
    return Page(normal(text, words)), words


def read_page(page: Page, words: Vocabulary) -> DemandRead:
    """Each reader takes its part of the page, so that no number is read twice; the order is theirs."""
    asked = certificates(page, words)
    goes = delivery(page, words, marked=words.marked)
    page.reader = "target_price"
    money = prices(page, words)
    page.reader = "packaging"
    packed = packings(page, words)
    page.reader = "months"
    months = periods(page, words)
    page.reader = "amounts"
    much = amounts(page, words) or counted(page, words)
    found = items(page, much, words)
    _note_first(page, found[0])
    return DemandRead(
        items=[_item(page, it, (money, packed, months), found, words) for it in found],
        destination=goes.destination,
        incoterm=goes.incoterm,
        incoterm_place=goes.incoterm_place,
        certificates=asked.required,
        certificates_wished=asked.wished,
        sample_first=_sample_first(page, words),
    )


def _note_first(page: Page, item: Item) -> None:
    if item.good:
        page.note("what", item.good.start, item.good.end)
    for it in item.amounts:
        page.note("quantity", it.start, it.end)


def _item(
    page: Page,
    item: Item,
    parts: tuple[Sequence[Price], Sequence[Packing], Sequence[Period]],
    found: list[Item],
    words: Vocabulary,
) -> ItemRead:
    money, packed, months = parts
    amount = one_of(page, list(item.amounts))
    good = item.good
    packaging = _packaging(of_item(page, not_of_others(packed, item, found), item, found))
    if words.language == "ja":
        package = packaging.type if packaging else None
        amount = amount and counted_as(page, amount, package, good)
        packaging = packaging and structs.replace(packaging, unit=piece_or(packaging.unit, package, good))
        money = [it._replace(per_unit=piece_or(it.per_unit, package, good)) for it in money]
    return ItemRead(
        concept_vi=name_vi(good) if good else None,
        concept_en=good.concept.terms.en[0] if good else None,
        quantity=_quantity(page, item, amount, words),
        unit=amount.unit if amount else None,
        per=amount.per if amount else per_told(page, words) if is_undecided(page, words) else None,
        months=_months(of_item(page, months, item, found)),
        target_price=_target(page, of_item(page, [_counted(it, amount) for it in money], item, found), words),
        packaging=packaging,
    )


def _quantity(page: Page, item: Item, amount: Amount | None, words: Vocabulary) -> Decimal | Unknown | None:
    if amount is None:
        return "unknown" if is_undecided(page, words) else None
    return "unknown" if amount.amount is None or item.shared else amount.amount


def _months(found: Sequence[Period]) -> list[int] | None:
    told = sorted({month for it in found for month in it.months})
    return told or None


def _counted(price: Price, amount: Amount | None) -> Price:
    """A price told for “each” is one for the unit of the quantity, when that is a piece or a package."""
    if price.per_unit != EACH:
        return price
    unit = amount.unit if amount else None
    return price._replace(per_unit=unit if unit and not is_measure(unit) and unit not in {"20", "21"} else None)


def _target(page: Page, found: Sequence[Price], words: Vocabulary) -> TargetPrice | None:
    told = {(it.amount, it.currency, it.per_unit): it for it in found}
    if len(told) > 1:
        aimed = {key: it for key, it in told.items() if words.cue("target").search(page.clause_text(it.start))}
        told = aimed if len(aimed) == 1 else {}
    return next((TargetPrice(amount, currency, per) for amount, currency, per in told if amount and per), None)


def _packaging(found: Sequence[Packing]) -> Packaging | None:
    """Jars of 250 g and jars of 500 g are not one packing."""
    if not found:
        return None
    measured = [it for it in found if it.amount is not None] or list(found)
    told = list(dict.fromkeys(it[1:] for it in measured))
    sizes = [it for it in told if it[-1] == told[0][-1]]
    return Packaging(*told[0]) if len(sizes) == 1 else None


def _sample_first(page: Page, words: Vocabulary) -> bool:
    """Samples are asked for: not declined, not seen already."""
    for match in words.cue("sample").finditer(page.text):
        start, end = page.clause(match.start())
        sentence = page.sentence(match.start())
        wider = page.text[start : min(sentence[1], end + 16)]
        insisted = re.search(rf"{words.cue_text('not_without')}[^.;]{{0,24}}$", page.text[sentence[0] : match.start()])
        if insisted or not words.cue("sample_refused").search(wider):
            page.note("sample_first", match.start(), match.end())
            return True
    return False
