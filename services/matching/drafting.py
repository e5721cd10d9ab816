"""A buyer's text as the draft of a demand: what the fields can hold, and what was said that they cannot."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar, get_args

from services.matching.reading.demand import DemandRead, ItemRead, opened, read_page
from services.matching.reading.evidence import Evidence
from shared.contracts.demand_reading import DemandReading, FieldRead, ReadField
from shared.contracts.values import Incoterm, Language, Month, Quantity, Scheme, Unit
from shared.contracts.wanted import PackageKind, Packaging, TargetPrice
from shared.ports import PORTS

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
Code = TypeVar("Code", bound=str)
_UNITS: tuple[Unit, ...] = get_args(Unit)
_KINDS: tuple[PackageKind, ...] = get_args(PackageKind)
_TERMS: tuple[Incoterm, ...] = get_args(Incoterm)
_SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


class _Told(NamedTuple):
    field: ReadField
    said: bool
    held: bool
    words: list[str]


def drafted(text: str, language: Language, today: date) -> DemandReading:
    """The first product that is asked for; what concerns all products goes with it."""
    page, vocabulary = opened(text, language)
    read = read_page(page, vocabulary)
    item, *others = read.items
    words = Evidence(text, page)
    draft = DemandReading(
        fields=[],
        what=next(iter(words.of("what")), ""),
        concept=_concept(item),
        others=[name for it in others if (name := (it.concept_en if language == "en" else it.concept_vi))],
        quantity=_quantity(item),
        months=_months(item, text, today),
        target_price=_target(item),
        packaging=_packaging(item),
        destination=_country(read.destination),
        incoterm=_known(read.incoterm, _TERMS),
        place=_place(read, words),
        certificates=[it for it in _SCHEMES if it in read.certificates],
        certificates_wished=[it for it in _SCHEMES if it in read.certificates_wished],
        sample_first=read.sample_first,
    )
    fields = [
        FieldRead(field=it.field, state="read" if it.held else "unknown", words=it.words)
        for it in _told(read, draft, words)
        if it.said
    ]
    return DemandReading(**{name: getattr(draft, name) for name in draft.__struct_fields__} | {"fields": fields})


def _told(read: DemandRead, draft: DemandReading, words: Evidence) -> Iterator[_Told]:
    item = read.items[0]
    yield _Told("what", bool(draft.concept), bool(draft.what), words.of("what"))
    amount = item.quantity is not None or item.unit is not None or item.per is not None
    yield _Told("quantity", amount, draft.quantity is not None, words.of_quantity())
    yield _Told("months", item.months is not None, bool(draft.months), words.of("months"))
    price = item.target_price is not None or bool(words.of("target_price"))
    yield _Told("target_price", price, draft.target_price is not None, words.of("target_price"))
    yield _Told("packaging", item.packaging is not None, draft.packaging is not None, words.of("packaging"))
    to = read.destination
    yield _Told("destination", to is not None, draft.destination is not None, words.of(f"place:{to}"))
    term = read.incoterm
    yield _Told("incoterm", term is not None, draft.incoterm is not None, words.of(f"place:{term}"))
    place = read.incoterm_place
    yield _Told("place", place is not None, bool(draft.place), words.of(f"place:{place}"))
    yield from _papers("certificates", read.certificates, words)
    yield from _papers("certificates_wished", read.certificates_wished, words)
    yield _Told("sample_first", read.sample_first, held=True, words=words.of("sample_first"))


def _papers(field: ReadField, named: Sequence[str], words: Evidence) -> Iterator[_Told]:
    """Those that the field can hold; apart from them alternatives and schemes that it does not know."""
    for known in (True, False):
        schemes = [it for it in named if (it in _SCHEMES) is known]
        parts = [f"certificate:{part}" for it in schemes for part in it.split("|")]
        yield _Told(field, bool(schemes), known, words.of(*parts))


def _concept(item: ItemRead) -> dict[Language, str]:
    named: dict[Language, str | None] = {"vi": item.concept_vi, "en": item.concept_en}
    return {language: name for language, name in named.items() if name}


def _quantity(item: ItemRead) -> Quantity | None:
    """Only what is told for a month, or once in one month: a year or a season is not divided."""
    monthly = item.per == "month" or (item.per == "once" and len(item.months or ()) == 1)
    unit = _known(item.unit, _UNITS)
    if not monthly or unit is None or not isinstance(item.quantity, Decimal):
        return None
    return Quantity(amount=item.quantity, unit=unit)


def _months(item: ItemRead, text: str, today: date) -> list[Month]:
    """The next such months, this one included. A year in the text that says otherwise leaves them open."""
    found = sorted(f"{today.year + (month < today.month)}-{month:02d}" for month in item.months or ())
    years = set(_YEAR.findall(text))
    return found if not years or years >= {month[:4] for month in found} else []


def _target(item: ItemRead) -> TargetPrice | None:
    read = item.target_price
    unit = _known(read.per_unit, _UNITS) if read else None
    return TargetPrice(amount=read.amount, currency=read.currency, unit=unit) if read and unit else None


def _packaging(item: ItemRead) -> Packaging | None:
    read = item.packaging
    kind = _known(read.type, _KINDS) if read else None
    if read is None or kind is None:
        return None
    unit = _known(read.unit, _UNITS)
    content = Quantity(amount=read.amount, unit=unit) if read.amount and unit else None
    return Packaging(kind=kind, content=content)


def _country(destination: str | None) -> str | None:
    return destination[:2] if destination and destination != "unknown" else None


def _place(read: DemandRead, words: Evidence) -> str:
    code = read.incoterm_place
    if code is None:
        return ""
    return PORTS.get(code) or next(iter(words.of(f"place:{code}")), "")


def _known(code: str | None, codes: Sequence[Code]) -> Code | None:
    return next((it for it in codes if it == code), None)
