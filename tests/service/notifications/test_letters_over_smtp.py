"""Letters in a real SMTP conversation, with servers that refuse, hesitate, encrypt, go away and come back."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.actor import Actor
from shared.ids import uuid7
from tests.support import events
from tests.support.eventually import eventually_async
from tests.support.mailbox import LOOPBACK, Mailbox, mail_server, self_signed
from tests.support.notifications import Stage


@pytest.fixture
async def mailbox(servers: Stage) -> AsyncIterator[Mailbox]:
    """A mail server, and the service that sends to it."""
    mailbox = Mailbox()
    async with mail_server(mailbox) as port, servers.running(smtp_url=f"smtp://{LOOPBACK}:{port}"):
        yield mailbox


async def somebody_with_a_letter(stage: Stage) -> tuple[Actor, str]:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    return who, stage.addresses[who.must_be_account()].email


async def test_a_letter_arrives_once(servers: Stage, mailbox: Mailbox) -> None:
    who, address = await somebody_with_a_letter(servers)
    kept = await servers.letter_to(who, "sent")
    [message_id] = mailbox.ids_to(address)
    assert message_id == f"Message-ID: <{kept.id}@localhost>"


async def test_a_recipient_that_the_server_refuses_fails_with_its_words(servers: Stage, mailbox: Mailbox) -> None:
    coop = uuid7()
    refused = await servers.account("coop", speaks_for=coop)
    taken = await servers.account("coop", speaks_for=coop)
    mailbox.refused_recipient = servers.addresses[refused.must_be_account()].email
    await servers.tell(events.match_requested(uuid7(), coop, uuid7()))
    assert "550 5.1.1 no such mailbox" in (await servers.letter_to(refused, "failed")).reason
    await servers.letter_to(taken, "sent")


async def test_a_server_that_hesitates_gets_the_same_letter_again(servers: Stage, mailbox: Mailbox) -> None:
    mailbox.answers = ["451 4.3.0 try again later"]
    who, address = await somebody_with_a_letter(servers)
    await servers.letter_to(who, "sent")
    first, second = mailbox.ids_to(address)
    assert first == second


async def test_letters_wait_for_a_server_that_is_away(servers: Stage) -> None:
    async with mail_server(Mailbox()) as port:
        pass
    async with servers.running(smtp_url=f"smtp://{LOOPBACK}:{port}"):
        who, address = await somebody_with_a_letter(servers)

        async def was_tried() -> bool:
            return "Connect" in (await servers.letter_to(who, "waiting")).reason

        await eventually_async(was_tried)
        mailbox = Mailbox()
        async with mail_server(mailbox, port=port):
            kept = await servers.letter_to(who, "sent")
            assert len(mailbox.ids_to(address)) == 1
            assert kept.reason == ""


async def test_a_letter_in_hand_when_the_service_stops_is_sent_again_under_its_id(servers: Stage) -> None:
    mailbox = Mailbox(silent=True)
    async with mail_server(mailbox) as port:
        url = f"smtp://{LOOPBACK}:{port}"
        async with servers.running(smtp_url=url):
            who, address = await somebody_with_a_letter(servers)
            await eventually_async(lambda: mailbox.has_letters_to(address))
        mailbox.silent = False
        async with servers.running(smtp_url=url):
            await servers.letter_to(who, "sent")
    first, second = mailbox.ids_to(address)
    assert first == second


async def test_encryption_is_used_where_it_is_offered(servers: Stage, tmp_path: Path) -> None:
    mailbox = Mailbox()
    async with contextlib.AsyncExitStack() as opened:
        port = await opened.enter_async_context(mail_server(mailbox, certificate=self_signed(tmp_path)))
        await opened.enter_async_context(servers.running(smtp_url=f"smtp://{LOOPBACK}:{port}"))
        who, _ = await somebody_with_a_letter(servers)
        await servers.letter_to(who, "sent")
    assert mailbox.encrypted == [True]


async def test_smtps_wants_a_certificate_that_holds(
    servers: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = Mailbox()
    async with mail_server(mailbox, certificate=self_signed(tmp_path), tls_at_once=True) as port:
        url = f"smtps://{LOOPBACK}:{port}"
        async with servers.running(smtp_url=url):
            who, address = await somebody_with_a_letter(servers)

            async def was_refused() -> bool:
                return "CERTIFICATE_VERIFY_FAILED" in (await servers.letter_to(who, "waiting")).reason

            await eventually_async(was_refused)
        assert mailbox.ids_to(address) == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "mail.pem"))
        async with servers.running(smtp_url=url):
            await servers.letter_to(who, "sent")
    assert mailbox.encrypted == [True]


async def test_the_password_of_the_url_signs_in(servers: Stage) -> None:
    mailbox = Mailbox()
    async with contextlib.AsyncExitStack() as opened:
        port = await opened.enter_async_context(mail_server(mailbox))
        url = f"smtp://lien.minh:p%40ss%20word@{LOOPBACK}:{port}"
        await opened.enter_async_context(servers.running(smtp_url=url))
        who, _ = await somebody_with_a_letter(servers)
        await servers.letter_to(who, "sent")
    assert mailbox.signed_in_as == ["lien.minh"]
