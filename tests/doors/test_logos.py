"""A partner of a fair, as organizers name and change it and everybody sees it with its logo."""

import io
import re
from typing import Any

from PIL import Image

from shared.ids import uuid7
from tests.support.market import OPEN_FAIR, Market


def logo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (900, 300), "navy").save(target, "PNG")
    return target.getvalue()


async def test_a_partner_is_shown_with_its_logo_and_changed(market: Market) -> None:
    organizer, stranger = await market.reader("organizer"), await market.stranger()
    fair, name = f"/vi/fairs/{OPEN_FAIR}", f"Ngân hàng {uuid7().hex[-6:]}"
    partner = f"{fair}/partners/{uuid7()}"

    async def send(page: str, file: bytes = b"", **typed: str) -> Any:
        """What stands in the form of that page, and what is typed over it."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', (await organizer.get(page)).text))
        files = {"logo": ("logo.png" if file else "", file, "image/png")}
        return await organizer.post(partner, data={**hidden, "role": "sponsor", **typed}, files=files)

    async def logos() -> list[str]:
        return re.findall(rf'<img class="?logo"? src="?([^" ]+)"?[^>]*>\s*<bdi>{name}', (await stranger.get(fair)).text)

    refused = await send(f"{fair}/partners", b"<svg xmlns='http://www.w3.org/2000/svg'/>", name=name)
    assert refused.status_code == 422
    assert f'value="{name}"' in refused.text
    assert (await send(f"{fair}/partners", logo(), name=name)).status_code == 303
    [address] = await logos()
    picture = await stranger.get(address)
    assert (picture.headers["content-type"], picture.content[8:12]) == ("image/webp", b"WEBP")
    assert "immutable" in picture.headers["cache-control"]

    assert (await send(partner, name=name, role="supporter")).status_code == 303
    assert await logos() == [address]
    assert (await send(partner, name=name, without_logo="1")).status_code == 303
    assert await logos() == []
    assert (await stranger.get(address)).status_code == 404
    assert (await send(partner, name=f"{name} khác", version="1")).status_code == 412
