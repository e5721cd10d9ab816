"""What somebody without an account asks for, through the pages and the letter."""

import re
from uuid import UUID

import httpx

from tests.support.letters import letters_to
from tests.support.market import Market

LINK = re.compile(r"/(\w\w/inquiries/confirm/\S+)")


async def link_to(market: Market, address: str) -> str:
    """The one-time link of the letter, without the site."""
    [letter] = await letters_to(market, address, "/inquiries/confirm/")
    found = LINK.search(letter)
    assert found
    return f"/{found.group(1)}"


def a_typed_inquiry(inquiry_id: UUID) -> dict[str, str]:
    return {
        "inquiry_id": str(inquiry_id),
        "what": "乾燥レンコン",
        "quantity": "毎月2トン",
        "name": "山田 花子",
        "country": "JP",
        "email": f"{inquiry_id.hex}@buyer.test",
        "message": "見積もりをお願いします。",
        "consent": "1",
    }


async def a_proved_inquiry(market: Market, listing_id: UUID, inquiry_id: UUID) -> None:
    visitor, typed = await market.stranger(), a_typed_inquiry(inquiry_id)
    answer = await visitor.post(f"/ja/listings/{listing_id}/inquiry", data=typed)
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
    answer = await visitor.post(await link_to(market, typed["email"]), data={"pressed": "1"})
    assert answer.status_code == httpx.codes.OK, answer.text
