"""An agreement as data for its printed page: every sentence in Vietnamese and in the buyer's language."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TypedDict

from shared.contracts.agreements import Agreement, Party
from shared.contracts.values import Language
from web.documents.words import Wording, words
from web.documents.writing import isolated, written
from web.formats import day, moment_in_words, month_name, number, territory

Spoken = tuple[Language, str]
Row = list[Spoken]


class Clause(TypedDict):
    title: Row
    rows: list[Row]


class Signature(TypedDict):
    title: Row
    name: str
    below: Row


def languages_of(agreement: Agreement) -> list[Language]:
    """Vietnamese, and beside it what the buyer writes; English for a foreign buyer who wrote Vietnamese."""
    if agreement.what_lang != "vi":
        return ["vi", agreement.what_lang]
    return ["vi"] if agreement.buyer.country == "VN" else ["vi", "en"]


def page_of(agreement: Agreement, link: str) -> dict[str, object]:
    """What the template is given; keys as it calls them."""
    paper = _Paper(agreement)
    kind = paper.known.mou if agreement.body.kind == "mou" else paper.known.contract
    return {
        "title": kind.vi,
        "heading": [paper.row(kind)],
        "reference": f"{agreement.id} · {agreement.version}",
        "clauses": paper.clauses(),
        "columns": paper.columns(),
        "lines": paper.lines(),
        "total-label": paper.row(paper.known.total),
        "total": f"{paper.figures(agreement.total)} {agreement.terms.currency}",
        "closing": paper.closing(),
        "signatures": paper.signatures(),
        "footer": f"Chợ Phiên · {' / '.join(paper.each(paper.unit))} · {link}",
        "link": link,
    }


class _Paper:
    """Says each thing of the agreement in all languages of its paper."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.languages = languages_of(agreement)
        self.known = words()

    def row(self, wording: Wording, facts: Callable[[Language], dict[str, str]] = lambda _: {}) -> Row:
        return [(language, wording.said(language).format(**facts(language))) for language in self.languages]

    def each(self, said: Callable[[Language], str]) -> list[str]:
        """Once where the languages say the same."""
        return list(dict.fromkeys(map(said, self.languages)))

    def figures(self, value: Decimal) -> str:
        """As each side reads it: 1.200 is a thousand to one and one to the other."""
        return " · ".join(self.each(lambda language: number(value, language)))

    def unit(self, language: Language) -> str:
        return self.known.unit[self.agreement.terms.unit].said(language)

    def clauses(self) -> list[Clause]:
        known, terms = self.known, self.agreement.terms
        parties = [self._party(known.seller, self.agreement.coop), self._party(known.buyer, self.agreement.buyer)]
        goods = [(language, self._name(language)) for language in self.languages]
        delivery = self.row(known.delivery_terms, lambda _: {"incoterm": terms.incoterm, "place": terms.place})
        payment = _as_written(terms.payment) if terms.payment else self.row(known.payment_open)
        clauses = [
            self._clause(known.parties, *parties),
            self._clause(known.goods, goods),
            self._clause(known.delivery, delivery),
            self._clause(known.payment, payment),
        ]
        return [*clauses, self._clause(known.note, _as_written(terms.note))] if terms.note else clauses

    def _clause(self, title: Wording, *rows: Row) -> Clause:
        return {"title": self.row(title), "rows": [*rows]}

    def _party(self, wording: Wording, party: Party) -> Row:
        def facts(language: Language) -> dict[str, str]:
            name = isolated(party.organisation.name, language)
            return {"name": name, "country": territory(party.country, language)}

        return self.row(wording, facts)

    def _name(self, language: Language) -> str:
        names = self.agreement.listing_names
        return next(names[spoken] for spoken in (language, "en", "vi", *names) if spoken in names)

    def columns(self) -> list[Row]:
        known = self.known
        money = [self._counted_in(lambda _: self.agreement.terms.currency, one) for one in (known.price, known.value)]
        return [self.row(known.month), self._counted_in(self.unit, known.quantity), *money]

    def _counted_in(self, unit: Callable[[Language], str], wording: Wording) -> Row:
        return [(language, f"{text} ({unit(language)})") for language, text in self.row(wording)]

    def lines(self) -> list[list[str]]:
        return [
            [
                " · ".join(self.each(partial(month_name, line.month))),
                *map(self.figures, (line.quantity, line.price, line.value)),
            ]
            for line in self.agreement.lines
        ]

    def closing(self) -> list[Row]:
        known, agreement = self.known, self.agreement
        rows = [self.row(known.made, lambda language: {"moment": moment_in_words(agreement.made_at, language)})]
        where = ", ".join(part for part in (agreement.fair_name, agreement.body.place) if part)
        signed_on = agreement.body.signed_on
        if where or signed_on:

            def place(language: Language) -> dict[str, str]:
                parts = (where, day(signed_on, language) if signed_on else "")
                return {"where": ", ".join(isolated(part, language) for part in parts if part)}

            rows.append(self.row(known.made_where, place))
        if len(self.languages) > 1:
            rows.append(self.row(known.both_texts))
        return rows

    def signatures(self) -> list[Signature]:
        sides = ((self.known.for_seller, self.agreement.coop), (self.known.for_buyer, self.agreement.buyer))
        below = self.row(self.known.sign_here)
        return [{"title": self.row(title), "name": one.organisation.name, "below": below} for title, one in sides]


def _as_written(text: str) -> Row:
    """Once, over both columns: nobody has translated it."""
    _, language = written(text)
    return [(language, text)]
