"""The letters of a market that has no mail server: files."""

import email
import email.policy
from email.message import EmailMessage

from tests.support.eventually import eventually_async
from tests.support.market import Market


async def letters_to(market: Market, address: str, about: str = "") -> list[str]:
    """The texts of those that say it, once there is one."""

    async def found() -> list[str]:
        return [text for text in _texts(market, address) if about in text]

    return await eventually_async(found)


def _texts(market: Market, address: str) -> list[str]:
    texts = []
    for file in (market.path / "mail").glob("*.eml"):
        letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if address in str(letter["To"]):
            texts.append(f"{letter['Subject']}\n{plain_part(letter)}")
    return texts


def plain_part(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return "" if body is None else str(body.get_content())
