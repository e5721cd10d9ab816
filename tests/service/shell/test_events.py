"""What an event may meet: repeats, disorder, a reaction that fails."""

import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from shared.bus.trace import new_traceparent
from shared.contracts.listings import ListingWithdrawn
from shared.contracts.operations import DeadLetter, DropDeadLetter, FindDeadLetters, ReplayDeadLetter
from shared.contracts.registry import OrganisationChanged
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging import pull
from tests.support.events import organisation_changed
from tests.support.eventually import eventually_async
from tests.support.surroundings import OPERATOR, Surroundings
from tests.support.tiny import Keep, Tiny


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, tiny: Tiny) -> None:
    """Two redeliveries, soon one after the other."""
    monkeypatch.setattr("shared.messaging.consumer.BACKOFF", (0.01, 0.02))
    tiny.digests = False


def poison() -> OrganisationChanged:
    return organisation_changed(uuid7(), "verified", 1, name="poison")


@contextlib.asynccontextmanager
async def consumer_that_waits(around: Surroundings, seconds: float) -> AsyncIterator[Callable[[], Awaitable[Any]]]:
    """For an acknowledgement; gives what the stream says of it."""
    async with around.provisioning() as jetstream:

        async def told() -> Any:
            return await jetstream.consumer_info("REGISTRY", "listings")

        before = (await told()).config
        await jetstream.add_consumer("REGISTRY", before.evolve(ack_wait=seconds))
        try:
            yield told
        finally:
            await jetstream.add_consumer("REGISTRY", before)


async def letter_about(around: Surroundings, event: OrganisationChanged) -> DeadLetter | None:
    letters = (await around.ask(FindDeadLetters(service="listings"), OPERATOR)).items
    return next((letter for letter in letters if str(event.id) in letter.body), None)


async def buried(around: Surroundings, event: OrganisationChanged) -> DeadLetter:
    letter = await eventually_async(lambda: letter_about(around, event))
    assert letter is not None
    return letter


async def effects(around: Surroundings, event: OrganisationChanged) -> tuple[int, int]:
    """Rows and events that it made."""
    await around.settled()
    rows = await around.rows("SELECT 1 FROM organisation WHERE id = :id", id=event.id)
    return len(rows), len(around.told(ListingWithdrawn, event.id))


async def test_the_same_message_twice_has_one_effect(shell: Surroundings, tiny: Tiny) -> None:
    event = organisation_changed(uuid7(), "verified", 1)
    message_id = uuid7()
    for _ in range(3):
        await shell.tell_as(message_id, event)
    await shell.settled()
    await shell.tell(after := organisation_changed(uuid7(), "verified", 1))
    assert await effects(shell, after) == (1, 1)
    assert await effects(shell, event) == (1, 1)
    assert tiny.heard.count(event) == 1


async def test_out_of_order_the_newest_stays(shell: Surroundings) -> None:
    key = uuid7()
    for version in (3, 1, 4, 2):
        await shell.tell(organisation_changed(key, "verified", version, name=f"HTX {version}"))
    await shell.settled()
    [row] = await shell.rows("SELECT version, name FROM organisation WHERE id = :id", id=key)
    assert (row.version, row.name) == (4, "HTX 4")


async def test_a_poisonous_one_among_others(shell: Surroundings, tiny: Tiny) -> None:
    events = [organisation_changed(uuid7(), "verified", 1) for _ in range(30)]
    events[11] = poison()
    await shell.tell_at_once(events)
    letter = await buried(shell, events[11])
    assert letter.reason == "RuntimeError: cannot digest poison"
    assert letter.subject == OrganisationChanged.subject
    for event in events[:11] + events[12:]:
        assert await effects(shell, event) == (1, 1)
    assert await effects(shell, events[11]) == (0, 0)
    alone = tiny.heard.count(events[11])
    assert alone >= 3, "delivered once and then after each backoff"


async def test_a_reaction_that_takes_longer_than_the_stream_waits_is_not_begun_twice(
    shell: Surroundings, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims keep it, and what waits behind it."""
    pause = pull.CLAIM
    monkeypatch.setattr(pull, "CLAIM", 0.1)
    await has_passed(pause)
    tiny.gate.clear()
    tough = organisation_changed(uuid7(), "verified", 1, name="tough")
    behind = [organisation_changed(uuid7(), "verified", 1) for _ in range(5)]
    async with consumer_that_waits(shell, 0.5) as consumer:
        await shell.tell(tough)
        await eventually_async(lambda: has_heard(tiny, tough))
        await shell.tell_at_once(behind)
        await has_passed(2)
        redelivered = (await consumer()).num_redelivered
        tiny.gate.set()
        await shell.settled()
    assert (redelivered, [tiny.heard.count(event) for event in (tough, *behind)]) == (0, [1] * 6)


async def has_passed(seconds: float) -> None:
    later = time.monotonic() + seconds

    async def long_after() -> bool:
        return time.monotonic() > later

    await eventually_async(long_after)


async def has_heard(tiny: Tiny, event: OrganisationChanged) -> bool:
    return event in tiny.heard


async def test_a_reaction_that_recovers_in_time_leaves_no_letter(
    shell: Surroundings, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.consumer.BACKOFF", (0.3, 60, 60))
    event = poison()
    await shell.tell(event)

    async def was_heard() -> bool:
        return event in tiny.heard

    await eventually_async(was_heard)
    tiny.digests = True
    await shell.settled()
    assert await effects(shell, event) == (1, 1)
    assert await letter_about(shell, event) is None


async def test_what_cannot_be_read_is_a_dead_letter_at_once(
    shell: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.consumer.BACKOFF", (60,))
    event = organisation_changed(uuid7(), "verified", 1)
    body = b'{"id":"%s","version":"one"}' % str(event.id).encode()
    await shell.voice("registry").jetstream().publish(OrganisationChanged.subject, body)
    letter = await buried(shell, event)
    assert letter.reason.startswith("ValidationError: Expected `int`, got `str`")
    replay = ReplayDeadLetter(service="listings", message_id=letter.message_id)
    assert (await shell.refusal(replay, OPERATOR)).code == "malformed"
    assert await letter_about(shell, event) is not None


async def test_a_refusal_is_a_failure_like_others(shell: Surroundings) -> None:
    event = organisation_changed(uuid7(), "verified", 1, name="refused")
    await shell.tell(event)
    assert (await buried(shell, event)).reason == "Rejected: organisation_unknown"


async def test_a_replay_that_fails_again_stays_and_one_that_works_goes(shell: Surroundings, tiny: Tiny) -> None:
    event = poison()
    await shell.tell(event)
    letter = await buried(shell, event)
    replay = ReplayDeadLetter(service="listings", message_id=letter.message_id)
    with pytest.raises(Rejected, match="internal"):
        await shell.ask(replay, OPERATOR)
    assert await letter_about(shell, event) == letter
    tiny.digests = True
    assert await shell.outcome(replay, OPERATOR) == "done"
    assert await letter_about(shell, event) is None
    assert await effects(shell, event) == (1, 1)
    assert (await shell.refusal(replay, OPERATOR)).code == "dead_letter_unknown"
    await shell.tell_as(letter.message_id, event)
    assert await effects(shell, event) == (1, 1)


async def test_a_dropped_letter_is_gone_for_good(shell: Surroundings, tiny: Tiny) -> None:
    event = poison()
    await shell.tell(event)
    drop = DropDeadLetter(service="listings", message_id=(await buried(shell, event)).message_id)
    for _ in range(2):
        assert await shell.outcome(drop, OPERATOR) == "done"
    shell.forget(drop.message_id)
    assert await letter_about(shell, event) is None
    tiny.digests = True
    assert await effects(shell, event) == (0, 0)


async def test_one_trace_from_a_request_to_the_event_and_beyond(
    shell: Surroundings, tiny: Tiny, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a request emits and what a reaction emits carry its id, and so does what is logged on the way."""
    key, trace = uuid7(), new_traceparent()
    await shell.voice("web").request(Keep.subject, b'{"id":"%s"}' % str(key).encode(), headers={"traceparent": trace})
    others = [organisation_changed(uuid7(), "verified", 1) for _ in range(5)]
    event, bad = organisation_changed(uuid7(), "verified", 1), poison()
    await shell.tell_at_once(others)
    await shell.tell_as(uuid7(), event, traceparent=trace)
    await shell.tell_as(uuid7(), bad, traceparent=trace)
    await buried(shell, bad)
    await shell.settled()
    traces = {told: (message.headers or {})["traceparent"] for message in shell.heard for told in ids(message.data)}
    assert [traces[str(told)] for told in (key, event.id)] == [trace] * 2
    assert trace not in {traces[str(other.id)] for other in others}
    assert tiny.traces[event.id] == trace[3:35]
    lines = [line for line in capsys.readouterr().out.splitlines() if "redelivery" in line or "dead letter" in line]
    assert len(lines) >= 3
    assert all(trace[3:35] in line for line in lines)


def ids(body: bytes) -> list[str]:
    return [body.decode().split('"id":"')[1][:36]]
