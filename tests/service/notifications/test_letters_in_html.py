"""The HTML of a letter, as a mail server gets it: the same words, a button, nothing that people typed as markup."""

import email
import email.policy
import re
from collections.abc import AsyncIterator
from email.message import EmailMessage
from html import unescape

import pytest

from shared.contracts.values import Language
from shared.ids import uuid7
from tests.support import events
from tests.support.mailbox import LOOPBACK, Mailbox, mail_server
from tests.support.notifications import Stage

HOSTILE = '<img src=x onerror=alert(1)> & "Sen" {title}'


@pytest.fixture
async def mailbox(servers: Stage) -> AsyncIterator[Mailbox]:
    mailbox = Mailbox()
    async with mail_server(mailbox) as port, servers.running(smtp_url=f"smtp://{LOOPBACK}:{port}"):
        yield mailbox


async def arrived(stage: Stage, mailbox: Mailbox, locale: Language, name: str) -> EmailMessage:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop, locale=locale, person_name=name)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    address = (await stage.letter_to(who, "sent")).to
    [content] = [one.content for one in mailbox.taken if one.rcpt_tos == [address]]  # others' letters were waiting too
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, _class=EmailMessage, policy=email.policy.default)


def parts(letter: EmailMessage) -> dict[str, str]:
    return {one.get_content_type(): str(one.get_content()) for one in letter.iter_parts() if one.get_content()}


def links(page: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize(("locale", "direction"), [("vi", "ltr"), ("he", "rtl")])
async def test_both_parts_say_the_same_and_lead_to_the_same_pages(
    servers: Stage, mailbox: Mailbox, locale: Language, direction: str
) -> None:
    letter = await arrived(servers, mailbox, locale, "Nguyễn Thị Sen")
    assert letter.get_content_type() == "multipart/alternative"
    assert not letter.defects
    said = parts(letter)
    assert [*said] == ["text/plain", "text/html"], "mail programs show the last that they can"
    plain, page = said.values()
    assert f'<html lang="{locale}" dir="{direction}">' in page
    assert links(page) == re.findall(r"http\S+", plain)
    shown = re.sub(r"\s+", " ", unescape(re.sub(r"<(head|a).*?</\1>|<[^>]*>", "", page, flags=re.DOTALL)))
    for line in plain.splitlines()[:4]:
        assert line.rstrip(".") in shown
    assert str(letter["List-Unsubscribe"]).strip(" <>") == links(page)[-1]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_what_people_typed_is_no_markup(servers: Stage, mailbox: Mailbox) -> None:
    page = parts(await arrived(servers, mailbox, "en", HOSTILE))["text/html"]
    assert HOSTILE in unescape(page)
    assert not re.search(r"<(script|style|link|img|form|iframe)\b", page), "nothing is fetched or run"
