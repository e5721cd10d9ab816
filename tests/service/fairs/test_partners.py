"""Partners of a fair, with their logos."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from nats.js.errors import NotFoundError
from PIL import Image

from services.fairs.sweeping import sweep
from shared.contracts.fairs.agenda import (
    GetAgenda,
    PartnerBody,
    PartnerChanged,
    PutPartner,
    RemovePartner,
)
from shared.ids import uuid7
from tests.service.fairs.test_backdrops import drawing, sent
from tests.support.fairs import Stage, organizer, refusal, speaker


async def partners(stage: Stage, fair: UUID) -> list[PartnerBody]:
    return [one.body for one in (await stage.ask(GetAgenda(fair_id=fair))).partners]


async def kept(stage: Stage, logo_id: UUID | None) -> bytes:
    bucket = await stage.around.voice("web").jetstream().object_store("logos")
    return (await bucket.get(str(logo_id))).data or b""


async def test_partners_stand_by_their_role(stage: Stage) -> None:
    fair = await stage.fair()
    bodies = [
        PartnerBody(name="VTV", role="media", link="https://vtv.vn"),
        PartnerBody(name="Liên minh HTX Bắc Ninh", role="organizer"),
    ]
    commands = [PutPartner(partner_id=uuid7(), fair_id=fair, body=body) for body in bodies]
    for command in commands:
        await stage.ask(command, organizer())
    assert await partners(stage, fair) == bodies[::-1]
    for _ in range(2):
        await stage.ask(RemovePartner(partner_id=commands[0].partner_id), organizer())
    assert [one.removed for one in await stage.all_told(PartnerChanged, commands[0].partner_id)] == [False, True]
    assert await refusal(stage, RemovePartner(partner_id=commands[1].partner_id), speaker()) == "forbidden"


async def test_a_partner_is_changed_and_has_a_logo(stage: Stage) -> None:
    fair = await stage.fair()
    body = PartnerBody(name="VTV", role="media", logo_id=uuid7())
    command = PutPartner(partner_id=uuid7(), fair_id=fair, body=body)
    assert await refusal(stage, command, organizer()) == "upload_unknown"
    command = replace(command, upload=await sent(stage, drawing((1200, 400))))
    assert [(await stage.ask(command, organizer())).outcome for _ in range(2)] == ["created", "unchanged"]
    with Image.open(io.BytesIO(await kept(stage, body.logo_id))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (480, 160))

    renamed = replace(command, body=replace(body, name="Đài Truyền hình"), upload=None)
    assert await refusal(stage, renamed, organizer()) == "version_required"
    await stage.ask(replace(renamed, expected_version=1), organizer())
    assert await partners(stage, fair) == [renamed.body]

    before = await kept(stage, body.logo_id)
    elsewhere = replace(command, partner_id=uuid7(), upload=await sent(stage, drawing((9, 9))))
    await stage.ask(elsewhere, organizer())
    assert await kept(stage, body.logo_id) == before
    stranger = replace(command, partner_id=uuid7(), body=replace(body, logo_id=uuid7()))
    assert await refusal(stage, stranger, speaker()) == "forbidden"
    with pytest.raises(NotFoundError):
        await kept(stage, stranger.body.logo_id)


async def test_a_logo_that_nobody_shows_is_deleted(stage: Stage) -> None:
    fair = await stage.fair()
    upload = await sent(stage, drawing())
    bodies = [PartnerBody(name="VTV", role="media", logo_id=uuid7()) for _ in range(2)]
    gone, shown = (PutPartner(partner_id=uuid7(), fair_id=fair, body=body, upload=upload) for body in bodies)
    for command in (gone, shown):
        await stage.ask(command, organizer())
    await stage.ask(RemovePartner(partner_id=gone.partner_id), organizer())

    await sweep(stage.around.running.ports, before=datetime.now(UTC) + timedelta(hours=1))

    assert await kept(stage, shown.body.logo_id)
    with pytest.raises(NotFoundError):
        await kept(stage, gone.body.logo_id)
