"""The drawing behind a hall: what is one, where it lies, who may hang it, and when its picture goes."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from nats.js.errors import NotFoundError
from PIL import Image

from services.fairs.sweeping import sweep
from shared.contracts.fairs.backdrops import Backdrop, HangBackdrop, PlaceBackdrop, RemoveBackdrop
from shared.contracts.fairs.booths import GetBooths, HallDrawn
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, organizer, refusal, speaker


def drawing(size: tuple[int, int] = (600, 300), kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind)
    return target.getvalue()


async def sent(stage: Stage, content: bytes) -> str:
    """The name under which web left it."""
    name = f"backdrop-{uuid7()}"
    uploads = await stage.around.voice("web").jetstream().object_store("uploads")
    await uploads.put(name, content)
    return name


async def hung(stage: Stage, fair: UUID, content: bytes) -> HangBackdrop:
    command = HangBackdrop(fair_id=fair, hall="H1", picture_id=uuid7(), upload=await sent(stage, content))
    await stage.ask(command, organizer())
    return command


async def backdrops(stage: Stage, fair: UUID) -> list[Backdrop]:
    return (await stage.ask(GetBooths(fair_id=fair))).backdrops


async def kept(stage: Stage, fair: UUID, picture: UUID) -> bytes:
    bucket = await stage.around.voice("web").jetstream().object_store("backdrops")
    return (await bucket.get(f"{fair}.{picture}")).data or b""


async def test_a_drawing_lies_behind_the_booths_to_scale(stage: Stage) -> None:
    fair = await stage.fair()
    command = await hung(stage, fair, drawing())
    [there] = await backdrops(stage, fair)
    assert (there.x, there.y, there.width, there.depth) == (0, 0, 12.0, 6.0)
    with Image.open(io.BytesIO(await kept(stage, fair, command.picture_id))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (600, 300))

    placing = PlaceBackdrop(fair_id=fair, hall="H1", x=-2.5, y=1, width=40)
    assert [(await stage.ask(placing, organizer())).outcome for _ in range(2)] == ["revised", "unchanged"]
    newer = await hung(stage, fair, drawing((500, 500)))
    [there] = await backdrops(stage, fair)
    assert (there.picture_id, there.x, there.width, there.depth) == (newer.picture_id, -2.5, 40, 40)

    removal = RemoveBackdrop(fair_id=fair, hall="H1")
    assert [(await stage.ask(removal, organizer())).outcome for _ in range(2)] == ["revised", "unchanged"]
    assert await backdrops(stage, fair) == []
    assert [event.version for event in await stage.all_told(HallDrawn, fair)] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "drawing_to_export"),
        (b"%PDF-1.7\n%%EOF", "drawing_to_export"),
        (drawing(kind="GIF"), "picture_unreadable"),
        (drawing()[:60], "picture_broken"),
    ],
    ids=["SVG", "PDF", "GIF", "cut off"],
)
async def test_what_is_no_drawing(stage: Stage, content: bytes, code: str) -> None:
    fair = await stage.fair()
    with pytest.raises(Rejected) as refused:
        await hung(stage, fair, content)
    assert refused.value.code == code
    assert await backdrops(stage, fair) == []


async def test_only_who_draws_the_plan_hangs_one_and_nobody_replaces_a_picture(stage: Stage) -> None:
    fair = await stage.fair()
    first = await hung(stage, fair, drawing())
    before = await kept(stage, fair, first.picture_id)
    upload = await sent(stage, drawing((9, 9)))
    again = HangBackdrop(fair_id=fair, hall="H1", picture_id=first.picture_id, upload=upload)
    assert (await stage.ask(again, organizer())).outcome == "unchanged"
    assert await kept(stage, fair, first.picture_id) == before
    assert await refusal(stage, again, speaker(uuid7())) == "forbidden"
    elsewhere = HangBackdrop(fair_id=fair, hall="H9", picture_id=uuid7(), upload=again.upload)
    assert await refusal(stage, elsewhere, organizer()) == "hall_unknown"
    nothing = await stage.fair()
    assert await refusal(stage, PlaceBackdrop(fair_id=nothing, hall="H1", x=0, y=0, width=9), organizer()) == (
        "backdrop_unknown"
    )


async def test_a_picture_that_no_plan_shows_is_deleted(stage: Stage) -> None:
    fair = await stage.fair()
    former, shown = await hung(stage, fair, drawing()), await hung(stage, fair, drawing())
    await sweep(stage.around.running.ports, before=datetime.now(UTC) + timedelta(hours=1))
    assert await kept(stage, fair, shown.picture_id)
    with pytest.raises(NotFoundError):
        await kept(stage, fair, former.picture_id)
