"""Letters to people without an account: `matching` knows their address, and makes the link that proves it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.headerregistry import Address

from services.notifications.letters.composing import Letter, Sender, enveloped
from services.notifications.letters.content import Content, Link, plain
from services.notifications.letters.due import Due, Tried
from services.notifications.letters.outcome import Carry, Outcome, Post
from services.notifications.news.visitors import InquiryToConfirm
from services.notifications.speech import SPEECHES
from shared.contracts.inquiries import AddressInquirer, Inquirer
from shared.errors import Rejected, Unavailable
from shared.messaging import Ports

HIDDEN = "…"
"""In what is kept of a letter, in place of its one-time link."""


async def send_to_visitors(batch: Sequence[Due], ports: Ports, post: Post) -> list[Tried]:
    async with post.opened() as carry:
        return [await _send(due, ports, carry) for due in batch]


async def _send(due: Due, ports: Ports, carry: Carry) -> Tried:
    try:
        inquirer = await ports.ask(AddressInquirer(inquiry_id=due.account_id))
        letter = _composed(due, inquirer, Sender(ports.settings.mail_from, ports.settings.base_url))
    except Unavailable as error:
        return Tried(due, Outcome("waiting", f"matching: {error}"))
    except (Rejected, ValueError) as error:
        return Tried(due, Outcome("failed", str(error)))
    outcome = await carry(letter)
    return Tried(due, outcome, letter._replace(text=letter.text.replace(inquirer.token or HIDDEN, HIDDEN)))


def _composed(due: Due, inquirer: Inquirer, sender: Sender) -> Letter:
    """To a bare address, without a greeting: a name would be what somebody typed. `ValueError` when it is proved."""
    speech = SPEECHES[inquirer.language]
    words, link = due.news.words(speech), due.news.link
    if isinstance(due.news, InquiryToConfirm):
        if not inquirer.token:
            raise ValueError("confirmed already")
        link = f"{link}/{inquirer.token}"
    site = f"{sender.site}/{speech.language}"
    content = Content(speech, "", words.title, words.text, f"{site}/{link}", calendar=None, ending=Link("", site))
    address = Address(addr_spec=inquirer.email).addr_spec
    message = enveloped(due.id, content, address, sender, datetime.now(UTC))
    return Letter(due.id, sender.address, address, words.title, plain(content), message.as_bytes())
