"""One letter as a message (RFC 5322): plain text, one link, nothing in a header but what belongs there.

The standard library's older message classes: they cost a quarter of `EmailMessage`, which parses what it is given.
"""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, formataddr
from typing import NamedTuple
from uuid import UUID

from services.notifications.news import Piece
from services.notifications.speech import SPEECHES
from shared.contracts.registry import Recipient
from shared.contracts.values import Language
from shared.text import clean

NAME = "Chợ Phiên"

_POLICY = compat32.clone(linesep="\r\n")
_READABLE = Charset("utf-8")
_READABLE.body_encoding = QP


class Sender(NamedTuple):
    """`address` stands in From, `site` begins every link."""

    address: str
    site: str


class Letter(NamedTuple):
    """`message` is the whole of it as it goes over the wire."""

    key: UUID
    sender: str
    recipient: str
    subject: str
    text: str
    message: bytes


def compose(
    key: UUID, news: Piece, recipient: Recipient, sender: Sender, now: datetime, stopping_token: UUID
) -> Letter:
    """With the way to stop letters in its text and, for mail programs, in its header (RFC 8058).

    `ValueError` when the recipient's address is none. `clean` leaves no line break for a header to end at.
    """
    speech = SPEECHES[recipient.locale]
    _ = speech.gettext
    words = news.words(speech)
    subject, person = clean(words.title), clean(recipient.person_name)
    site = f"{sender.site}/{speech.language}"
    stop = f"{site}/letters/{stopping_token}"
    calendar = [_("For your calendar:") + f" {site}/{news.calendar}"] if news.calendar else []
    paragraphs = (
        _("Dear %(person)s,") % {"person": person},
        f"{words.title}.\n{words.text}",
        f"{site}/{news.link}",
        *calendar,
        f"-- \n{NAME}\n" + _("Fewer e-mails, or none:") + f" {stop}",
    )
    text = "\n\n".join(paragraphs) + "\n"
    address = Address(addr_spec=recipient.email).addr_spec
    message = enveloped(key, subject, text, formataddr((person, address)), sender, now, speech.language)
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return Letter(key, sender.address, address, subject, text, message.as_bytes())


def enveloped(
    key: UUID, subject: str, text: str, recipient: str, sender: Sender, now: datetime, language: Language
) -> "Message[str, str | Header]":
    """With what every letter has in its header. A letter sent again keeps its Message-ID."""
    message: Message[str, str | Header] = Message(_POLICY)
    message.set_payload(text, _READABLE)
    message["From"] = formataddr((NAME, sender.address))
    message["To"] = recipient
    message["Subject"] = Header(subject, "utf-8")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key}@{sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = language
    return message
