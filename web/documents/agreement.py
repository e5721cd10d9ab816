"""An agreement as data for its printed page: every sentence in Vietnamese and in the buyer's language."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypedDict

from shared.contracts.agreements import Agreement
from shared.contracts.values import Language
from web.documents.words import Wording, words
from web.documents.writing import isolated, written
from web.formats import day, moment_in_words, month_name, number, territory

Spoken = tuple[Language, str]
Row = list[Spoken]


class Clause(TypedDict):
    title: Row
    rows: list[Row]


def languages_of(agreement: Agreement) -> list[Language]:
    """Vietnamese, and beside it what the buyer writes; English for a foreign buyer who wrote Vietnamese."""
    if agreement.what_lang != "vi":
        return ["vi", agreement.what_lang]
    return ["vi"] if agreement.buyer.country == "VN" else ["vi", "en"]


def page_of(agreement: Agreement, link: str) -> dict[str, object]:
    """What the template is given; keys as it calls them."""
    known, languages, terms = words(), languages_of(agreement), agreement.terms

    def row(wording: Wording, facts: Callable[[Language], dict[str, str]] = lambda _: {}) -> Row:
        return [(language, wording.said(language).format(**facts(language))) for language in languages]

    def as_written(text: str) -> Row:
        """Once, over both columns: nobody has translated it."""
        _, language = written(text)
        return [(language, text)]

    def figures(value: Decimal) -> str:
        """As each side reads it: 1.200 is a thousand to one and one to the other."""
        return " · ".join(dict.fromkeys(number(value, language) for language in languages))

    def party(wording: Wording, name: str, country: str) -> Row:
        return row(
            wording, lambda language: {"name": isolated(name, language), "country": territory(country, language)}
        )

    def quantity(language: Language) -> str:
        return known.unit[terms.unit].said(language)

    unit = " / ".join(dict.fromkeys(quantity(language) for language in languages))
    clauses: list[Clause] = [
        {
            "title": row(known.parties),
            "rows": [
                party(known.seller, agreement.coop.organisation.name, agreement.coop.country),
                party(known.buyer, agreement.buyer.organisation.name, agreement.buyer.country),
            ],
        },
        {"title": row(known.goods), "rows": [[(language, _name(agreement, language)) for language in languages]]},
        {
            "title": row(known.delivery),
            "rows": [row(known.delivery_terms, lambda _: {"incoterm": terms.incoterm, "place": terms.place})],
        },
        {
            "title": row(known.payment),
            "rows": [as_written(terms.payment) if terms.payment else row(known.payment_open)],
        },
    ]
    if terms.note:
        clauses.append({"title": row(known.note), "rows": [as_written(terms.note)]})
    return {
        "title": known.mou.vi if agreement.body.kind == "mou" else known.contract.vi,
        "heading": [row(known.mou if agreement.body.kind == "mou" else known.contract)],
        "reference": f"{agreement.id} · {agreement.version}",
        "clauses": clauses,
        "columns": [
            row(known.month),
            [(language, f"{text} ({quantity(language)})") for language, text in row(known.quantity)],
            [(language, f"{text} ({terms.currency})") for language, text in row(known.price)],
            [(language, f"{text} ({terms.currency})") for language, text in row(known.value)],
        ],
        "lines": [
            [
                " · ".join(dict.fromkeys(month_name(line.month, language) for language in languages)),
                figures(line.quantity),
                figures(line.price),
                figures(line.value),
            ]
            for line in agreement.lines
        ],
        "total-label": row(known.total),
        "total": f"{figures(agreement.total)} {terms.currency}",
        "closing": _closing(agreement, row),
        "signatures": [
            {"title": row(title), "name": name, "below": row(known.sign_here)}
            for title, name in (
                (known.for_seller, agreement.coop.organisation.name),
                (known.for_buyer, agreement.buyer.organisation.name),
            )
        ],
        "footer": f"Chợ Phiên · {unit} · {link}",
        "link": link,
    }


def _closing(agreement: Agreement, row: Callable[..., Row]) -> list[Row]:
    known = words()
    rows = [row(known.made, lambda language: {"moment": moment_in_words(agreement.made_at, language)})]
    where = ", ".join(part for part in (agreement.fair_name, agreement.body.place) if part)
    if where or agreement.body.signed_on:
        signed_on = agreement.body.signed_on

        def place(language: Language) -> dict[str, str]:
            parts = (where, day(signed_on, language) if signed_on else "")
            return {"where": ", ".join(isolated(part, language) for part in parts if part)}

        rows.append(row(known.made_where, place))
    if len(languages_of(agreement)) > 1:
        rows.append(row(known.both_texts))
    return rows


def _name(agreement: Agreement, language: Language) -> str:
    names = agreement.listing_names
    return next(names[spoken] for spoken in (language, "en", "vi", *names) if spoken in names)
