"""News of what a booth costs, for the co-op that has it."""

from decimal import Decimal

from services.notifications.news.booths import BoothNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech
from shared.contracts.fairs.fees import FeeStatus


class FeeTold(BoothNews, frozen=True, kw_only=True):
    """What organizers recorded: an invoice, a payment, that it is waived, or that it is open again."""

    status: FeeStatus
    amount: Decimal
    currency: str
    number: str = ""
    reference: str = ""
    reason: str = ""

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/fees"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "fair": self.fair,
            "booth": self.booth,
            "amount": speech.money(self.amount, self.currency),
            "number": self.number,
            "reference": self.reference,
            "reason": self.reason,
        }
        match self.status:
            case "invoiced":
                title = _("Invoice %(number)s for booth %(booth)s: %(amount)s")
                text = _("At %(fair)s. Please name the number of the invoice when you pay.")
            case "paid":
                title = _("Your payment for booth %(booth)s has arrived: %(amount)s")
                text = _("At %(fair)s. Reference: %(reference)s.")
            case "waived":
                title = _("Booth %(booth)s costs you nothing")
                text = _("At %(fair)s. The organizers write: %(reason)s") if self.reason else _("At %(fair)s.")
            case "due":
                title = _("The fee for booth %(booth)s is open again: %(amount)s")
                text = _("At %(fair)s. What was recorded before has been taken back.")
        return Words(title % facts, text % facts)
