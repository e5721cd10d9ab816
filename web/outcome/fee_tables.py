"""Fees as tables: their sums in the report of a fair, and each of them for who keeps the books."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import UUID

from shared.contracts.fairs.fees import Fee, FeeList, FeeTotals, Programme
from shared.contracts.values import Language
from shared.i18n import N_
from web.formats import money
from web.vocabulary import WORDS
from web.yearly.cells import Cell, Table

LEDGER = (
    *(N_("Exhibitor"), N_("Booth"), N_("Full price"), N_("Taken off"), N_("Paid by a programme"), N_("To pay")),
    *(N_("State"), N_("Invoice"), N_("Reference"), N_("Date"), N_("Note")),
)
PROGRAMME = (
    N_("Support programme"),
    N_("Who gives the money"),
    N_("Budget"),
    N_("Committed"),
    N_("Expected"),
    N_("Left"),
)
FULL_PRICE = frozenset({"base", "corner"})
"""Lines that add; the others take something off."""


class FeeWriter:
    """Makes the tables in one language."""

    def __init__(self, currency: str, language: Language, gettext: Callable[[str], str]) -> None:
        self.currency = currency
        self.language = language
        self.gettext = gettext

    def sums(self, totals: FeeTotals) -> Table:
        amounts = {"due": totals.due, "invoiced": totals.invoiced, "paid": totals.paid, "waived": totals.waived}
        rows = [[self._word("fee_status", state), self._money(amount)] for state, amount in amounts.items()]
        return Table(
            name="fees",
            title=self.gettext("Fees of the exhibitors"),
            head=[self.gettext("State"), self.gettext("Amount")],
            rows=[*rows, [_words(self.gettext("In all")), self._money(totals.charged)]],
            totals=1,
        )

    def ledger(self, fees: FeeList) -> Table:
        """Each fee with what was recorded of it."""
        payers = {one.id: one.body.name for one in fees.programmes}
        whole = [_words(self.gettext("In all")), *[_words("")] * 4, self._money(fees.totals.charged), *[_words("")] * 5]
        return Table(
            name="fees",
            title=self.gettext("Fees of the exhibitors"),
            head=[self.gettext(name) for name in LEDGER],
            rows=[*([*self._sum(fee), *self._record(fee, payers)] for fee in fees.items), whole],
            totals=1,
        )

    def _sum(self, fee: Fee) -> list[Cell]:
        full = sum((line.amount for line in fee.lines if line.kind in FULL_PRICE), Decimal(0))
        paid_for = sum((line.amount for line in fee.lines if line.kind == "programme"), Decimal(0))
        amounts = (full, full + paid_for - fee.total, -paid_for, fee.total)
        return [_words(fee.organisation.name), _words(fee.booth_code), *map(self._money, amounts)]

    def _record(self, fee: Fee, payers: dict[UUID, str]) -> list[Cell]:
        body = fee.body
        payer = payers.get(body.programme_id, "") if body.programme_id else ""
        note = " · ".join(filter(None, (body.reason, payer, self.gettext("given up") if fee.ended else "")))
        texts = (body.number, body.reference, body.on.isoformat() if body.on else "", note)
        return [self._word("fee_status", body.status), *map(_words, texts)]

    def programmes(self, programmes: Sequence[Programme]) -> Table:
        return Table(
            name="programmes",
            title=self.gettext("Programmes that pay"),
            head=[self.gettext(name) for name in PROGRAMME],
            rows=[self._programme(one) for one in programmes],
        )

    def _programme(self, one: Programme) -> list[Cell]:
        left = one.body.budget - one.committed - one.expected
        amounts = (one.body.budget, one.committed, one.expected, left)
        return [_words(one.body.name), _words(one.body.funder), *map(self._money, amounts)]

    def _word(self, kind: str, code: str) -> Cell:
        return _words(self.gettext(WORDS[kind][code]))

    def _money(self, amount: Decimal) -> Cell:
        return Cell(amount, money(amount, self.currency, self.language))


def _words(text: str) -> Cell:
    return Cell(text, text)
