"""The report as tables: made once, shown on the page and written into every file, so that they cannot differ."""

from collections.abc import Callable
from decimal import Decimal
from typing import get_args
from zoneinfo import ZoneInfo

from shared.contracts.deliveries import TradeFigures
from shared.contracts.registry import OrganisationStatus
from shared.contracts.values import Language
from shared.provinces import PROVINCES
from web.formats import day, money, month_name, number
from web.vocabulary import WORDS
from web.yearly.cells import Cell, Table
from web.yearly.classes import classes
from web.yearly.facts import YearOfFacts

STATUSES: tuple[OrganisationStatus, ...] = get_args(OrganisationStatus)


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
            self.causes(),
            self.dismissals(),
            self.pairs(),
            self.fairs(),
            classes(self.facts.turnouts.items, self.language, self.gettext),
            self.coops("sector"),
            self.coops("province"),
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
        return Table(
            name="events",
            title=self.gettext("Agreements, by where they were made"),
            note=self.gettext("What both sides say counts as executed. Units and currencies are not added together."),
            head=[self.gettext("Event"), *self._figure_names()],
            rows=rows + totals,
            totals=len(totals),
        )

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
            behind, first = f"report/fairs/{one.fair.id}", one.starts_at.astimezone(ZoneInfo(one.zone)).date()
            counts = (one.attended, one.exhibited, one.absent)
            people = (one.people, one.badges)
            rows.append(
                [
                    self._words(one.fair.name),
                    Cell(first.isoformat(), day(first, self.language)),
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

    def coops(self, by: str) -> Table:
        counts: dict[str, dict[str, int]] = {}
        for cell in self.facts.coops.cells:
            own = counts.setdefault(getattr(cell, by) or "", {})
            own[cell.status] = own.get(cell.status, 0) + cell.count
        kinds = [status for status in STATUSES if any(status in own for own in counts.values())]
        rows = [
            [
                self._words(self._place(by, key)),
                *(self._coop_count(own.get(status, 0), by, key, f"&status={status}") for status in kinds),
                self._coop_count(sum(own.values()), by, key),
            ]
            for key, own in sorted(counts.items(), key=lambda item: -sum(item[1].values()))
        ]
        sums = {status: sum(own.get(status, 0) for own in counts.values()) for status in kinds}
        whole = [
            self._words(self.gettext("In all")),
            *(self._coop_count(count, "", "", f"&status={status}") for status, count in sums.items()),
            self._coop_count(self.facts.coops.total, "", ""),
        ]
        title, first = {
            "sector": (self.gettext("Cooperatives by sector"), self.gettext("Sector")),
            "province": (self.gettext("Cooperatives by province"), self.gettext("Province")),
        }[by]
        states = [self._named("organisation_status", status) for status in kinds]
        return Table(
            name=by,
            title=title,
            note=self.gettext("On %(day)s, by the state that each was in at its end.")
            % {"day": day(self.facts.day, self.language)},
            head=[first, *states, self.gettext("In all")],
            rows=[*rows, whole],
            totals=1,
        )

    def _place(self, by: str, key: str) -> str:
        if not key:
            return self.gettext("not stated")
        return self._named("sector", key) if by == "sector" else PROVINCES[key]

    def _coop_count(self, count: int, by: str, key: str, more: str = "") -> Cell:
        chosen = f"&{by}={key or 'none'}" if by else ""
        return self._count(count, f"report/coops?year={self.facts.year}{chosen}{more}")

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
            self.gettext("Promised"),
            self.gettext("Value"),
            self.gettext("Executed"),
            self.gettext("Executed value"),
            self.gettext("Paid"),
        ]

    def _figures(self, one: TradeFigures, chosen: str) -> list[Cell]:
        counted = f"{chosen}&unit={one.unit}&currency={one.currency}"

        def amount(value: Decimal) -> Cell:
            return Cell(value, number(value, self.language))

        def value(worth: Decimal) -> Cell:
            return Cell(worth, money(worth, one.currency, self.language))

        return [
            self._words(self._named("unit", one.unit)),
            self._words(one.currency),
            self._count(one.agreements, self._agreements(counted)),
            self._count(one.signed, self._agreements(f"{counted}&signed=1")),
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
