"""The drawing behind a hall, as organizers send it and everybody sees it."""

import io
import re

from PIL import Image

from shared.ids import uuid7
from tests.support.market import OPEN_FAIR, Market, form_token


def drawing() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((800, 500), 80).save(target, "PNG")
    return target.getvalue()


async def test_a_drawing_is_placed_and_kept_by_every_browser(market: Market) -> None:
    organizer, fair = await market.reader("organizer"), f"/vi/fairs/{OPEN_FAIR}"
    page = await organizer.get(fair)
    editor = re.findall(rf'href="({fair}/plan/\w+)"', page.text)[0]
    token = {"_token": form_token((await organizer.get(editor)).text)}

    async def send(content: bytes) -> tuple[int, str]:
        files = {"drawing": ("hall.png", content, "image/png")}
        answer = await organizer.post(f"{editor}/backdrop", data={**token, "picture_id": str(uuid7())}, files=files)
        return answer.status_code, answer.text

    status, words = await send(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert status == 422
    assert "xuất ra PNG" in words
    assert (await send(drawing()))[0] == 303
    place = {**token, "backdrop_x": "-1,5", "backdrop_y": "0", "backdrop_width": "900000"}
    assert (await organizer.post(f"{editor}/backdrop/place", data=place)).status_code == 422
    placed = await organizer.post(f"{editor}/backdrop/place", data={**place, "backdrop_width": "48"})
    assert placed.status_code == 303

    stranger = await market.stranger()
    page = await stranger.get(fair)
    [(address, x, width)] = re.findall(r'<image class=backdrop href="(\S+)" x=(\S+) y=\S+ width=(\d+)', page.text)
    assert (x, width) == ("-15", "480")
    picture = await stranger.get(address)
    assert (picture.headers["content-type"], picture.content[8:12]) == ("image/webp", b"WEBP")
    assert "immutable" in picture.headers["cache-control"]
    assert (await organizer.post(f"{editor}/backdrop/removal", data=token)).status_code == 303
    assert (await stranger.get(address)).status_code == 404
    assert "<image" not in (await stranger.get(fair)).text
