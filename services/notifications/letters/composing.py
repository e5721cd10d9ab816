"""One letter as a message (RFC 5322) in two parts that say the same; nothing in a header but what belongs there.

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

from services.notifications.letters.content import NAME, Content, Link, html, plain
from services.notifications.news import Piece
from services.notifications.speech import speech_to
from shared.contracts.registry import Recipient
from shared.text import clean

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
    speech = speech_to(recipient.locale, recipient.zone)
    _ = speech.gettext
    words = news.words(speech)
    subject, person = clean(words.title), clean(recipient.person_name)
    site = f"{sender.site}/{speech.language}"
    stop = f"{site}/letters/{stopping_token}"
    content = Content(
        speech,
        greeting=_("Dear %(person)s,") % {"person": person},
        title=words.title,
        text=words.text,
        act=f"{site}/{news.link}",
        calendar=Link(_("For your calendar"), f"{site}/{news.calendar}") if news.calendar else None,
        ending=Link(_("Fewer e-mails, or none"), stop),
    )
    address = Address(addr_spec=recipient.email).addr_spec
    message = enveloped(key, content, formataddr((person, address)), sender, now)
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return Letter(key, sender.address, address, subject, plain(content), message.as_bytes())


def enveloped(
    key: UUID, content: Content, recipient: str, sender: Sender, now: datetime
) -> "Message[str, str | Header]":
    """With what every letter has in its header. A letter sent again keeps its Message-ID."""
    message: Message[str, str | Header] = Message(_POLICY)
    message["From"] = formataddr((NAME, sender.address))
    message["To"] = recipient
    message["Subject"] = Header(clean(content.title), "utf-8")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{key}@{sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = content.speech.language
    message["MIME-Version"] = "1.0"
    message.add_header("Content-Type", "multipart/alternative", boundary=f"=_{key.hex}")
    message.attach(_part(plain(content), "plain"))
    message.attach(_part(html(content), "html"))
    return message


def _part(text: str, subtype: str) -> "Message[str, str]":
    part: Message[str, str] = Message(_POLICY)
    part.set_payload(text, _READABLE)
    part.set_type(f"text/{subtype}")
    return part
