"""A mail program stops somebody's letters in one click (RFC 8058), with nothing but what the letter says."""

import email
import email.policy
import re

import httpx

from tests.support.eventually import eventually_async
from tests.support.market import Market

NOBODY_ELSES = "coop18"
"""No other test waits for a letter to this account."""


async def way_out(market: Market) -> str:
    async def named() -> list[str]:
        letters = (
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in (market.path / "mail").glob("*.eml")
        )
        return [
            str(letter["List-Unsubscribe"]).strip(" <>")
            for letter in letters
            if f"<{NOBODY_ELSES}@" in str(letter["To"])
            and letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        ]

    return (await eventually_async(named))[0]


async def test_letters_end_with_one_click(market: Market) -> None:
    program, address = await market.stranger(), await way_out(market)
    reader = await market.reader(NOBODY_ELSES)
    assert (await program.get(address)).status_code == httpx.codes.OK
    assert _wished((await reader.get("/en/letters")).text) == "each"

    for _ in range(2):
        assert (await program.post(address, data={"List-Unsubscribe": "One-Click"})).status_code == httpx.codes.OK

    assert _wished((await reader.get("/en/letters")).text) == "none"


def _wished(page: str) -> str:
    """The choice that is made on the page."""
    [chosen] = re.findall(r'<option value="(\w+)" selected>', page)
    return str(chosen)
