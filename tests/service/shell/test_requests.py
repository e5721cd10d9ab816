"""What a request may meet: haste, a crowd, a bug, nonsense, a broken connection."""

import asyncio
import time
from collections import Counter
from uuid import UUID

import pytest
from nats.aio.msg import Msg
from nats.micro.request import ERROR_CODE_HEADER

from shared.bus.connection import all_sent
from shared.errors import Rejected, Unavailable
from shared.ids import uuid7
from shared.messaging.process import POOL
from tests.support.events import organisation_changed
from tests.support.eventually import eventually_async, eventually_during
from tests.support.surroundings import Surroundings
from tests.support.tiny import Break, Count, Keep, Prepare, Tiny


@pytest.fixture(autouse=True)
def shut(tiny: Tiny) -> None:
    tiny.gate.clear()


async def kept(around: Surroundings, key: UUID) -> bool:
    return bool(await around.rows("SELECT 1 FROM picture WHERE id = :id", id=key))


async def is_idle(around: Surroundings) -> bool:
    return not around.running.server._tasks


async def raw(around: Surroundings, subject: str, body: bytes, **headers: str) -> Msg:
    return await around.voice("web").request(subject, body, timeout=10, headers=headers or None)


async def sent(around: Surroundings, command: Keep, **headers: str) -> None:
    """Without waiting for an answer."""
    body = b'{"id":"%s","waits":%s}' % (str(command.id).encode(), b"true" if command.waits else b"false")
    voice = around.voice("web")
    await voice.publish(command.subject, body, reply=voice.new_inbox(), headers=headers)
    await all_sent(voice)


def milliseconds(seconds_from_now: float) -> str:
    return str(int((time.time() + seconds_from_now) * 1000))


async def test_what_came_too_late_is_not_done(shell: Surroundings) -> None:
    late, after = Keep(id=uuid7()), Keep(id=uuid7())
    await sent(shell, late, deadline=milliseconds(-1))
    await shell.ask(after)
    await eventually_async(lambda: is_idle(shell))
    assert (await kept(shell, after.id), await kept(shell, late.id)) == (True, False)


async def test_what_takes_too_long_is_given_up(shell: Surroundings, tiny: Tiny) -> None:
    slow = Keep(id=uuid7(), waits=True)
    with pytest.raises(Unavailable):
        await shell.ask(slow, patience=0.5)
    await eventually_async(lambda: is_idle(shell))
    tiny.gate.set()
    assert not await kept(shell, slow.id)
    await shell.settled()
    assert all(str(slow.id) not in message.data.decode() for message in shell.heard)
    assert await shell.outcome(slow) == "done"


@pytest.mark.parametrize("deadline", ["soon", "nan", "", "9" * 400])
async def test_a_deadline_that_is_none(shell: Surroundings, deadline: str) -> None:
    answer = await raw(shell, Count.subject, b"{}", deadline=deadline)
    assert (answer.headers or {})[ERROR_CODE_HEADER] == "malformed"


async def test_beyond_the_limit_one_is_told_that_it_is_busy(
    shell: Surroundings, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.server.WAITING_LIMIT", 3)
    waiting = [asyncio.create_task(shell.outcome(Keep(id=uuid7(), waits=True))) for _ in range(3)]

    async def all_wait() -> bool:
        return len(tiny.inside) == 3

    await eventually_during(waiting, all_wait)
    with pytest.raises(Unavailable, match="busy"):
        await shell.ask(Count())
    tiny.gate.set()
    assert await asyncio.gather(*waiting) == ["done"] * 3
    assert await shell.outcome(Count()) == "done"


async def test_as_many_work_at_once_as_there_are_connections(shell: Surroundings, tiny: Tiny) -> None:
    asked = [asyncio.create_task(shell.outcome(Keep(id=uuid7(), waits=True))) for _ in range(POOL + 5)]

    async def the_rest_waits() -> bool:
        return len(tiny.inside) == POOL and len(shell.running.server._tasks) == POOL + 5

    await eventually_during(asked, the_rest_waits)
    tiny.gate.set()
    assert Counter(await asyncio.gather(*asked)) == {"done": POOL + 5}


async def test_a_bug_is_answered_without_its_text_and_leaves_nothing(shell: Surroundings) -> None:
    key = uuid7()
    answer = await raw(shell, Break.subject, b'{"id":"%s"}' % str(key).encode())
    assert (answer.headers or {})[ERROR_CODE_HEADER] == "internal"
    assert answer.data == b""
    assert "secret" not in str(answer.headers)
    await shell.settled()
    assert not await kept(shell, key)
    assert all(str(key) not in message.data.decode() for message in shell.heard)


async def test_a_preparation_that_fails_is_answered_at_once(shell: Surroundings) -> None:
    assert await shell.outcome(Prepare(fails=True)) == "internal"
    assert await shell.outcome(Prepare()) == "done"


async def test_preparations_that_hang_are_given_up_and_take_no_slot(shell: Surroundings) -> None:
    stuck = [asyncio.create_task(shell.ask(Prepare(waits=True), patience=1)) for _ in range(POOL + 5)]

    async def all_accepted() -> bool:
        return len(shell.running.server._tasks) == len(stuck)

    await eventually_during(stuck, all_accepted)
    assert await shell.outcome(Keep(id=uuid7())) == "done"
    assert not any(task.done() for task in stuck)
    outcomes = await asyncio.gather(*stuck, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Unavailable}
    await eventually_async(lambda: is_idle(shell))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"id":1}', b"{}", b'{"id":"x"}', b'{"id":"%s","more":1}' % str(UUID(int=7)).encode(),
     b"\xff\xfe", b'{"id":"%s","version":1e999}' % str(UUID(int=7)).encode(), b"[" * 100_000],
)  # fmt: skip
async def test_nonsense(shell: Surroundings, body: bytes) -> None:
    answer = await raw(shell, Keep.subject, body)
    assert (answer.headers or {})[ERROR_CODE_HEADER] == "malformed"
    assert b"reason" in answer.data


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é"])
async def test_a_token_that_is_none_is_not_taken_for_nobody(shell: Surroundings, token: str) -> None:
    with pytest.raises(Rejected, match="unauthenticated"):
        await shell.ask_with(token, Count())


async def end_connections(around: Surroundings) -> None:
    """As a restart of PostgreSQL does to those that lie in the pool."""
    await around.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = user AND pid <> pg_backend_pid()"
    )


async def test_connections_that_died_in_the_pool_cost_nobody_an_answer(shell: Surroundings) -> None:
    for _ in range(3):
        warm = await asyncio.gather(*(shell.outcome(Count()) for _ in range(3 * POOL)))
        await end_connections(shell)
        asked = [Keep(id=uuid7()) for _ in range(POOL)]
        outcomes = await asyncio.gather(*(shell.outcome(message) for message in (*asked, *[Count()] * POOL)))
        assert Counter([*warm, *outcomes]) == {"done": 5 * POOL}
        await shell.settled()
        for command in asked:
            assert sum(str(command.id) in message.data.decode() for message in shell.heard) == 1


async def test_the_relay_and_the_consumer_go_on_with_new_connections(shell: Surroundings, tiny: Tiny) -> None:
    await end_connections(shell)
    event = organisation_changed(uuid7(), "verified", 1)
    await shell.tell(event)
    await shell.settled()
    assert event in tiny.heard


async def test_who_asks_on_two_connections_that_break_is_told_to_try_again(shell: Surroundings, tiny: Tiny) -> None:
    """In the middle of its work, and again in its second run."""
    slow = Keep(id=uuid7(), waits=True)

    async def is_inside() -> bool:
        return slow.id in tiny.inside

    asked = asyncio.create_task(shell.ask(slow))
    await eventually_during([asked], is_inside)
    await end_connections(shell)
    tiny.gate.set()
    await asked
    await shell.settled()
    assert sum(str(slow.id) in message.data.decode() for message in shell.heard) == 1
