"""An inbox is its reader's own, and letters are the operators'."""

from typing import Any

import pytest

from shared.actor import Actor, Role
from shared.contracts.message import Request
from shared.contracts.notifications import FindLetters, GetInbox, MarkRead
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support import events
from tests.support.notifications import Stage, an_account


async def refusal(stage: Stage, message: Request[Any], actor: Actor | None) -> str:
    with pytest.raises(Rejected) as refused:
        await stage.ask(message, actor)
    return refused.value.code


@pytest.mark.parametrize("message", [GetInbox(), MarkRead(up_to=1), FindLetters()])
async def test_nobody_without_a_sign_in(stage: Stage, message: Request[Any]) -> None:
    assert await refusal(stage, message, None) == "unauthenticated"


@pytest.mark.parametrize("role", ["coop", "buyer", "organizer", "officer"])
async def test_letters_are_for_admins_and_auditors_only(stage: Stage, role: Role) -> None:
    assert await refusal(stage, FindLetters(), an_account(role)) == "forbidden"


async def test_each_reader_has_its_own_inbox_and_its_own_marks(stage: Stage) -> None:
    coop = uuid7()
    one, other = [await stage.account("coop", speaks_for=coop) for _ in range(2)]
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()), events.match_requested(uuid7(), coop, uuid7()))
    await stage.ask(MarkRead(up_to=1), one)
    assert [(entry.sequence, entry.read) for entry in await stage.entries(one)] == [(2, False), (1, True)]
    assert [entry.read for entry in await stage.entries(other)] == [False, False]
    assert await stage.entries(an_account("coop", speaks_for=coop)) == []


async def test_marks_never_go_back_nor_beyond_what_is_there(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()), events.match_requested(uuid7(), coop, uuid7()))
    for up_to in (10**12, 1, 0):
        await stage.ask(MarkRead(up_to=up_to), who)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    inbox = await stage.inbox(who)
    assert (inbox.unread, inbox.newest) == (1, 3)


async def test_pages_go_back_from_the_newest_and_on_from_the_last_seen(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await stage.tell(*(events.match_requested(uuid7(), coop, uuid7()) for _ in range(5)))
    assert [entry.sequence for entry in await stage.entries(who, limit=2)] == [5, 4]
    assert [entry.sequence for entry in await stage.entries(who, before=4, limit=2)] == [3, 2]
    assert [entry.sequence for entry in await stage.entries(who, after=3)] == [4, 5]
    only_numbers = await stage.inbox(who, limit=0)
    assert (only_numbers.items, only_numbers.unread, only_numbers.newest) == ([], 5, 5)


@pytest.mark.parametrize("number", [2**63, -1])
async def test_absurd_numbers_are_refused(stage: Stage, number: int) -> None:
    who = await stage.account("coop")
    assert await refusal(stage, MarkRead(up_to=number), who) == "malformed"
    assert await refusal(stage, GetInbox(after=number), who) == "malformed"
