"""One letter as a message (RFC 5322): plain text, one link, nothing in a header but what belongs there."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple
from uuid import UUID

from services.notifications.news import Piece
from services.notifications.speech import SPEECHES
from shared.contracts.registry import Recipient
from shared.text import clean

NAME = "Chợ Phiên"


class Sender(NamedTuple):
    """`address` stands in From, `site` begins every link."""

    address: str
    site: str


def compose(key: UUID, news: Piece, recipient: Recipient, sender: Sender, now: datetime) -> EmailMessage:
    """`ValueError` when the recipient's address is none."""
    speech = SPEECHES[recipient.locale]
    _ = speech.gettext
    words = news.words(speech)
    letter = EmailMessage(SMTP)
    letter["From"] = Address(NAME, addr_spec=sender.address)
    letter["To"] = Address(clean(recipient.person_name), addr_spec=recipient.email)
    letter["Subject"] = clean(words.title)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = f"<{key}@{sender.address.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = speech.language
    paragraphs = (
        _("Dear %(person)s,") % {"person": clean(recipient.person_name)},
        f"{words.title}.\n{words.text}",
        f"{sender.site}/{speech.language}/{news.link}",
        f"-- \n{NAME}",
    )
    letter.set_content("\n\n".join(paragraphs) + "\n", cte="quoted-printable")
    return letter
