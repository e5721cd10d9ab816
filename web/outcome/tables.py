"""The report of a fair as tables: the same on the page, in CSV and on paper."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from shared.contracts.fairs.outcome import Opinion
from shared.contracts.values import Language
from web.formats import money, number
from web.outcome.facts import OutcomeFacts
from web.outcome.fee_tables import FeeWriter
from web.vocabulary import WORDS
from web.yearly.cells import Cell, Table


class Writer:
    """Makes the tables in one language."""

    def __init__(self, facts: OutcomeFacts, language: Language, gettext: Callable[[str], str]) -> None:
        self.facts = facts
        self.outcome = facts.outcome
        self.language = language
        self.gettext = gettext

    def tables(self) -> list[Table]:
        return [
            *(self.coops(), self.people(), self.booths(), self.agreements(), self.opinions()),
            *self.fees(),
            self.money(),
        ]

    def coops(self) -> Table:
        told = self.outcome.turnout
        behind = f"report/fairs/{told.fair.id}"
        named = (
            (self.gettext("Co-ops that came"), told.attended),
            (self.gettext("of them exhibited"), told.exhibited),
            (self.gettext("had a booth, not seen at the gate"), told.absent),
        )
        return self._numbers("coops", self.gettext("Cooperatives"), [(name, count, behind) for name, count in named])

    def people(self) -> Table:
        counted = [
            [_words(self._named("attendee_kind", one.kind)), self._count(one.badges), self._count(one.came)]
            for one in self.outcome.kinds
        ]
        told = self.outcome.turnout
        whole = [_words(self.gettext("In all")), self._count(told.badges), self._count(told.people)]
        return Table(
            name="people",
            title=self.gettext("People"),
            head=[self.gettext("Comes as"), self.gettext("Badges"), self.gettext("People through the gate")],
            rows=[*counted, whole],
            totals=1,
        )

    def booths(self) -> Table:
        booths = self.outcome.booths
        named = (
            (self.gettext("Booths given out"), booths.confirmed),
            (self.gettext("Booths left free"), booths.free + booths.held),
            (self.gettext("Booths not offered"), booths.blocked),
            (self.gettext("No-shows"), self.outcome.no_shows),
            (self.gettext("Contacts exchanged at stands"), self.outcome.leads),
        )
        return self._numbers("booths", self.gettext("Booths and contacts"), [(name, one, "") for name, one in named])

    def agreements(self) -> Table:
        """By unit and currency, which are not added together."""
        listed = f"report/agreements?year={self.facts.year}&fair={self.facts.fair_id}"
        rows = [
            [
                _words(self._named("unit", one.unit)),
                _words(one.currency),
                self._count(one.agreements, f"{listed}&unit={one.unit}&currency={one.currency}"),
                self._count(one.signed, f"{listed}&unit={one.unit}&currency={one.currency}&signed=1"),
                self._count(one.begun, f"{listed}&unit={one.unit}&currency={one.currency}&begun=1"),
                Cell(one.promised, number(one.promised, self.language)),
                self._money(one.promised_value, one.currency),
                self._money(one.executed_value, one.currency),
            ]
            for one in self.facts.traded.figures
        ]
        head = [
            self.gettext("Unit"),
            self.gettext("Currency"),
            self.gettext("Agreements"),
            self.gettext("signed"),
            self.gettext("under way"),
            self.gettext("Promised"),
            self.gettext("Value"),
            self.gettext("Executed value"),
        ]
        return Table(name="agreements", title=self.gettext("Agreements made there"), head=head, rows=rows)

    def opinions(self) -> Table:
        rows = [row for opinion in self.outcome.opinions for row in self._marks(opinion)]
        head = [self.gettext("Comes as"), self.gettext("Asked about"), self.gettext("Mean mark, 1 to 5")]
        again, asked = (sum(getattr(one, name) for one in self.outcome.opinions) for name in ("again", "asked_again"))
        told = self.gettext("%(answers)s people answered; %(again)s of %(asked)s would come again.") % {
            "answers": number(sum(one.answers for one in self.outcome.opinions), self.language),
            "again": number(again, self.language),
            "asked": number(asked, self.language),
        }
        return Table(
            name="opinions", title=self.gettext("What people say"), note=told if rows else "", head=head, rows=rows
        )

    def _marks(self, opinion: Opinion) -> Iterator[list[Cell]]:
        kind = self._named("feedback_kind", opinion.kind)
        marks = {self.gettext("The fair as a whole"): opinion.overall}
        marks |= {self._named("feedback_aspect", aspect): mean for aspect, mean in opinion.aspects.items()}
        for said, mean in marks.items():
            yield [_words(kind), _words(said), Cell(mean, number(mean, self.language))]

    def fees(self) -> list[Table]:
        """Where the fair states prices."""
        fees = self.outcome.fees
        if fees is None:
            return []
        writer = FeeWriter(fees.currency, self.language, self.gettext)
        return [writer.sums(fees.totals), *([writer.programmes(fees.programmes)] if fees.programmes else [])]

    def money(self) -> Table:
        body, per = self.outcome.budget.body, self.facts.cost_per_agreement
        rows = [
            [
                _words(line.name),
                self._money(line.planned, body.currency),
                _words("–") if line.spent is None else self._money(line.spent, body.currency),
            ]
            for line in body.lines
        ]
        whole = [
            _words(self.gettext("In all")),
            self._money(body.planned, body.currency),
            self._money(body.cost, body.currency),
        ]
        told, quotient = self.gettext("Nothing was agreed yet, or no budget is stated."), []
        if per is not None:
            quotient = [[_words(self.gettext("Cost per agreement")), _words(""), self._money(per, body.currency)]]
            told = self.gettext("Each agreement cost %(amount)s: %(cost)s by %(agreements)s agreements.") % {
                "amount": money(per, body.currency, self.language),
                "cost": money(body.cost, body.currency, self.language),
                "agreements": number(self.facts.traded.total, self.language),
            }
        return Table(
            name="money",
            title=self.gettext("What it cost"),
            note=told,
            head=[self.gettext("For what"), self.gettext("Planned"), self.gettext("Spent")],
            rows=[*rows, whole, *quotient] if rows else [],
            totals=1 + len(quotient),
        )

    def _numbers(self, name: str, title: str, counted: list[tuple[str, int, str]]) -> Table:
        rows = [[_words(said), self._count(count, link)] for said, count, link in counted]
        return Table(name=name, title=title, head=[self.gettext("What was counted"), self.gettext("Number")], rows=rows)

    def _named(self, kind: str, code: str) -> str:
        word = WORDS[kind][code]
        return self.gettext(word)

    def _count(self, count: int, link: str = "") -> Cell:
        return Cell(count, number(count, self.language), link if count else "")

    def _money(self, amount: Decimal, currency: str) -> Cell:
        return Cell(amount, money(amount, currency, self.language))


def _words(text: str) -> Cell:
    return Cell(text, text)
