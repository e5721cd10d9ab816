"""Without a mail server letters are files that any mail program opens."""

import email
import email.policy
import stat
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from shared.ids import uuid7
from tests.support import events
from tests.support.notifications import Stage


def read(file: Path) -> EmailMessage:
    return email.message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=email.policy.default)


def part(letter: EmailMessage, subtype: str) -> str:
    body = letter.get_body((subtype,))
    assert body is not None
    assert body.get_content_charset() == "utf-8"
    return str(body.get_content()).replace("\r\n", "\n")


def mail_folder(stage: Stage) -> Path:
    return stage.settings.mail_dir


async def test_a_letter_is_a_whole_private_file_with_its_links(stage: Stage) -> None:
    coop, match = uuid7(), uuid7()
    who = await stage.account("coop", speaks_for=coop, person_name="Nguyễn Văn Ổi")
    await stage.tell(events.match_requested(match, coop, uuid7()))
    kept = await stage.letter_to(who, "sent")
    file = mail_folder(stage) / f"{kept.id}.eml"
    letter = read(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().isascii(), "every mail server can carry it"
    assert letter["To"].addresses[0].display_name == "Nguyễn Văn Ổi"
    assert letter["From"].addresses[0].display_name == "Chợ Phiên"
    assert letter["Subject"] == "Asahi Foods hỏi mua “Củ sen”" == kept.subject
    assert letter["Auto-Submitted"] == "auto-generated"
    assert str(kept.id) in letter["Message-ID"]
    assert abs(parsedate_to_datetime(letter["Date"]) - datetime.now(UTC)) < timedelta(days=1)
    text = part(letter, "plain")
    assert text == kept.text
    assert text.count("http") == 2, "its page, and the way to fewer letters"
    assert letter["List-Unsubscribe"].strip() == f"<{text.rsplit(maxsplit=1)[-1]}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{stage.settings.base_url}/vi/matches/{match}\n" in text
    assert "Kính gửi anh/chị Nguyễn Văn Ổi," in text


async def test_a_letter_speaks_its_readers_language(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop, locale="en")
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    kept = await stage.letter_to(who, "sent")
    assert kept.subject == "Asahi Foods asks for “Lotus root”"
    assert f"{stage.settings.base_url}/en/matches/" in kept.text


async def test_nothing_that_people_wrote_gets_into_a_header(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop, person_name='Sen\r\nBcc: all@example.com, "x" <y@example.com>')
    name = "HTX\r\nBcc: everybody@example.com\r\n\r\nXin chào \u202egnud ion"
    await stage.tell(
        events.organisation_changed(coop, "registered", 1), events.organisation_changed(coop, "verified", 2, name=name)
    )
    kept = await stage.letter_to(who, "sent")
    letter = read(mail_folder(stage) / f"{kept.id}.eml")
    assert letter["Bcc"] is None
    assert [address.addr_spec for address in letter["To"].addresses] == [kept.to]
    assert letter["Subject"] == "Liên minh đã xác minh HTX Bcc: everybody@example.com Xin chào gnud ion"


async def test_an_address_that_is_none_fails_that_letter_alone(stage: Stage) -> None:
    coop = uuid7()
    bad = await stage.account("coop", speaks_for=coop, email="nobody\r\nRCPT TO:<all@example.com>@chophien.test")
    good = await stage.account("coop", speaks_for=coop)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await stage.letter_to(good, "sent")
    failed = [letter for letter in await stage.letters("") if letter.status == "failed"]
    assert failed
    assert bad.account_id is not None
