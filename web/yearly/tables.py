"""The report as tables: made once, shown on the page and written into every file, so that they cannot differ."""

from collections.abc import Callable
from decimal import Decimal

from shared.contracts.deliveries import TradeFigures
from shared.contracts.values import Language
from web.formats import money, month_name, number
from web.vocabulary import WORDS
from web.yearly.cells import Cell, Table
from web.yearly.classes import classes, first_day
from web.yearly.coops import coops
from web.yearly.facts import YearOfFacts


class Writer:
    """Makes the tables in one language."""

    def __init__(self, facts: YearOfFacts, language: Language, gettext: Callable[[str], str]) -> None:
        self.facts = facts
        self.language = language
        self.gettext = gettext

    def tables(self) -> list[Table]:
        return [
            self.events(),
            self.months(),
            self.outcomes(),
            self.causes(),
            self.dismissals(),
            self.pairs(),
            self.fairs(),
            classes(self.facts.turnouts.items, self.language, self.gettext),
            coops(self.facts, "sector", self.language, self.gettext),
            coops(self.facts, "province", self.language, self.gettext),
            self.stars(),
        ]

    def events(self) -> Table:
        trade = self.facts.trade
        rows = [
            [
                self._words(event.fair_name or self.gettext("Outside fairs")),
                *self._figures(one, self._event(event.fair_id)),
            ]
            for event in trade.events
            for one in event.figures
        ]
        totals = [[self._words(self.gettext("In all")), *self._figures(one, "")] for one in trade.total]
        counted = self.gettext("What both sides say counts as executed. Units and currencies are not added together.")
        return Table(
            name="events",
            title=self.gettext("Agreements, by where they were made"),
            note=f"{self._in_all()} {counted}",
            head=[self.gettext("Event"), *self._figure_names()],
            rows=rows + totals,
            totals=len(totals),
        )

    def _in_all(self) -> str:
        """An agreement has one unit and one currency, so that their numbers may be added."""
        numbers = {
            name: number(sum(getattr(one, name) for one in self.facts.trade.total), self.language)
            for name in ("agreements", "signed", "begun")
        }
        said = self.gettext(
            "Agreements: %(agreements)s. Signed by both sides: %(signed)s. Under way, as both say: %(begun)s."
        )
        return said % numbers

    @staticmethod
    def _event(fair_id: object) -> str:
        return f"fair={fair_id}" if fair_id else "elsewhere=1"

    def months(self) -> Table:
        trade = self.facts.trade
        rows = [
            [Cell(month.month, month_name(month.month, self.language)), *self._figures(one, f"month={month.month}")]
            for month in trade.months
            for one in month.figures
        ]
        return Table(
            name="months",
            title=self.gettext("Promised and executed, by month of delivery"),
            note=self.gettext("An agreement over three months stands in each of them."),
            head=[self.gettext("Month"), *self._figure_names()],
            rows=rows,
        )

    def outcomes(self) -> Table:
        found = self.facts.trade.outcomes
        rows = [
            [
                self._words(self._named("month_outcome", one.outcome)),
                self._count(one.months),
                self._count(one.agreements, self._agreements(f"outcome={one.outcome}")),
            ]
            for one in sorted(found, key=lambda one: one.outcome)
        ]
        whole = [self._words(self.gettext("In all")), self._count(sum(one.months for one in found)), self._words("")]
        return Table(
            name="outcomes",
            title=self.gettext("What became of the months that are over"),
            note=self.gettext("An agreement over three months has three of them, and may stand in several rows."),
            head=[self.gettext("How it went"), self.gettext("Months"), self.gettext("Agreements")],
            rows=[*rows, whole] if rows else [],
            totals=1 if rows else 0,
        )

    def causes(self) -> Table:
        rows = [
            [
                self._words(self._named("cause", one.cause)),
                self._words(self._named("side", one.side)),
                self._count(one.months),
                self._count(one.agreements, self._agreements(f"cause={one.cause}&side={one.side}")),
            ]
            for one in self.facts.trade.causes
        ]
        head = [self.gettext("Cause"), self.gettext("Whose word"), self.gettext("Months"), self.gettext("Agreements")]
        return Table(name="causes", title=self.gettext("Why months fell short"), head=head, rows=rows)

    def dismissals(self) -> Table:
        rows = [
            [self._words(self._named("not_relevant", one.reason)), self._count(one.suggestions)]
            for one in self.facts.trade.dismissed
        ]
        head = [self.gettext("Reason"), self.gettext("Suggestions")]
        return Table(name="dismissals", title=self.gettext("Why buyers set suggestions aside"), head=head, rows=rows)

    def pairs(self) -> Table:
        trade = self.facts.trade
        named = [
            [
                self._words(pair.coop.name),
                self._words(pair.buyer.name),
                self._count(pair.agreements, self._agreements(f"coop={pair.coop.id}&buyer={pair.buyer.id}")),
            ]
            for pair in trade.repeats
        ]
        told = self.gettext("%(repeated)s of %(pairs)s pairs have agreed more than once.") % {
            "repeated": number(trade.repeated, self.language),
            "pairs": number(trade.pairs, self.language),
        }
        head = [self.gettext("Cooperative"), self.gettext("Buyer"), self.gettext("Agreements")]
        return Table(name="pairs", title=self.gettext("Who came back"), note=told, head=head, rows=named)

    def fairs(self) -> Table:
        rows = []
        for one in self.facts.turnouts.items:
            behind = f"report/fairs/{one.fair.id}"
            counts = (one.attended, one.exhibited, one.absent)
            people = (one.people, one.badges)
            rows.append(
                [
                    self._words(one.fair.name),
                    first_day(one, self.language),
                    *(self._count(count, behind) for count in counts),
                    *(self._count(count) for count in people),
                ]
            )
        told = self.gettext("%(coops)s cooperatives came to at least one of them, each counted once.") % {
            "coops": number(self.facts.turnouts.coops, self.language)
        }
        names = [
            self.gettext("Event"),
            self.gettext("Day"),
            self.gettext("Co-ops that came"),
            self.gettext("of them exhibited"),
            self.gettext("had a booth, not seen at the gate"),
            self.gettext("People through the gate"),
            self.gettext("Badges"),
        ]
        return Table(name="fairs", title=self.gettext("Fairs and sessions"), note=told, head=names, rows=rows)

    def stars(self) -> Table:
        rows = [
            [
                Cell(stars, self.gettext("%(stars)s stars") % {"stars": stars}),
                self._count(count, f"listings?stars={stars}"),
            ]
            for stars, count in sorted(self.facts.stars.items(), reverse=True)
        ]
        head = [self.gettext("OCOP stars"), self.gettext("Products")]
        note = self.gettext("Published today, with a certificate that is valid today.")
        return Table(name="stars", title=self.gettext("Products with valid stars"), note=note, head=head, rows=rows)

    def _figure_names(self) -> list[str]:
        return [
            self.gettext("Unit"),
            self.gettext("Currency"),
            self.gettext("Agreements"),
            self.gettext("signed"),
            self.gettext("under way"),
            self.gettext("Promised"),
            self.gettext("Value"),
            self.gettext("Executed"),
            self.gettext("Executed value"),
            self.gettext("Paid"),
        ]

    def _figures(self, one: TradeFigures, chosen: str) -> list[Cell]:
        counted = "&".join(filter(None, (chosen, f"unit={one.unit}", f"currency={one.currency}")))

        def amount(value: Decimal) -> Cell:
            return Cell(value, number(value, self.language))

        def value(worth: Decimal) -> Cell:
            return Cell(worth, money(worth, one.currency, self.language))

        return [
            self._words(self._named("unit", one.unit)),
            self._words(one.currency),
            self._count(one.agreements, self._agreements(counted)),
            self._count(one.signed, self._agreements(f"{counted}&signed=1")),
            self._count(one.begun, self._agreements(f"{counted}&begun=1")),
            amount(one.promised),
            value(one.promised_value),
            amount(one.executed),
            value(one.executed_value),
            value(one.paid),
        ]

    def _agreements(self, chosen: str) -> str:
        return f"report/agreements?year={self.facts.year}&{chosen}"

    def _named(self, kind: str, code: str) -> str:
        word = WORDS[kind][code]
        return self.gettext(word)

    @staticmethod
    def _words(text: str) -> Cell:
        return Cell(text, text)

    def _count(self, count: int, link: str = "") -> Cell:
        return Cell(count, number(count, self.language), link if count else "")
