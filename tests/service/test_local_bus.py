"""Who may say and hear what on the embedded bus."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from nats import micro
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.errors import NoRespondersError
from nats.errors import TimeoutError as NatsTimeout
from nats.js.errors import KeyNotFoundError, ObjectNotFoundError

from deploy.local.bus import STREAMS, Declaration
from deploy.local.provision import make_bus_stores
from deploy.local.stack import Stack
from shared.bus.connection import all_sent
from tests.support.eventually import eventually_async
from tests.support.stack import data_directory, running_servers

HEARD = "registry.v1.evt.organisation_changed"
SERVICES = [
    Declaration(name="registry", listens={"MATCHING": ["matching.v1.evt.match_accepted"]}, asks=[]),
    Declaration(
        name="listings",
        listens={"REGISTRY": [HEARD]},
        asks=["registry.v1.qry.get_organisation"],
        buckets=["uploads", "photos", "thumbnails"],
    ),
]

Connected = Callable[[str], AbstractAsyncContextManager["User"]]


class User:
    """One connection, and what the server refused it."""

    def __init__(self) -> None:
        self.connection = Connection()
        self.refusals: list[str] = []

    async def note(self, error: Exception) -> None:
        self.refusals.append(str(error).lower())

    async def is_refused(self) -> bool:
        await all_sent(self.connection)
        return any("permissions violation" in refusal for refusal in self.refusals)


async def answer(request: Msg) -> None:
    await request.respond(b"yes")


@pytest.fixture(scope="module")
async def stack() -> AsyncIterator[Stack]:
    with data_directory() as path:
        async with running_servers(path, SERVICES) as running:
            yield running


@pytest.fixture
def connected(stack: Stack) -> Connected:
    @contextlib.asynccontextmanager
    async def connect(name: str) -> AsyncIterator[User]:
        user = User()
        told = stack.environment(name) if name != "provision" else stack.environment("operator")
        await user.connection.connect(
            told["CHOPHIEN_NATS_URL"],
            user=name,
            password=stack.credentials.bus[name],
            inbox_prefix=f"_INBOX_{name}",
            error_cb=user.note,
        )
        try:
            yield user
        finally:
            await user.connection.close()

    return connect


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("listings", "registry.v1.evt.organisation_changed"),
        ("listings", "registry.v1.cmd.sign_in"),
        ("listings", "fairs.v1.qry.find_fairs"),
        ("listings", "$JS.API.STREAM.DELETE.LISTINGS"),
        ("listings", "$JS.API.STREAM.PURGE.LISTINGS"),
        ("listings", "$JS.API.CONSUMER.MSG.NEXT.MATCHING.registry"),
        ("listings", "$KV.limits.somebody"),
        ("listings", "_INBOX_registry.forged"),
        ("registry", "$O.photos.C.picture"),
        ("web", "fairs.v1.evt.booking_confirmed"),
        ("web", "$KV.thumbnails.picture"),
        ("web", "$O.photos.C.picture"),
        ("web", "$JS.API.STREAM.CREATE.MORE"),
        ("operator", "registry.v1.evt.organisation_changed"),
        ("operator", "$JS.API.STREAM.DELETE.REGISTRY"),
        ("provision", "registry.v1.cmd.sign_in"),
    ],
)
async def test_a_user_may_not_publish(connected: Connected, name: str, subject: str) -> None:
    async with connected(name) as user:
        await user.connection.publish(subject, b"{}")
        await eventually_async(user.is_refused)


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("listings", "registry.v1.cmd.>"),
        ("listings", "registry.v1.evt.>"),
        ("listings", "_INBOX_web.>"),
        ("listings", "_INBOX.>"),
        ("listings", "$SRV.PING.registry"),
        ("web", "_INBOX_registry.>"),
        ("web", "registry.v1.cmd.>"),
        ("operator", ">"),
        ("operator", "_INBOX_web.>"),
    ],
)
async def test_a_user_may_not_hear(connected: Connected, name: str, subject: str) -> None:
    async with connected(name) as user:
        await user.connection.subscribe(subject)
        await eventually_async(user.is_refused)


@pytest.mark.parametrize("introduction", [b"{}", b'{"user":"web","pass":"guessed"}'])
async def test_a_stranger_is_turned_away(stack: Stack, introduction: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", stack.ports["nats"])
    writer.write(b"CONNECT " + introduction + b"\r\nPING\r\n")
    said = await reader.read()
    writer.close()
    await writer.wait_closed()

    assert b"Authorization Violation" in said
    assert b"PONG" not in said


async def test_a_service_is_asked_and_answers(connected: Connected) -> None:
    async with connected("registry") as registry, connected("web") as web, connected("listings") as listings:
        await registry.connection.subscribe("registry.v1.qry.>", "registry", cb=answer)
        await all_sent(registry.connection)

        assert (await web.connection.request("registry.v1.qry.find_organisations")).data == b"yes"
        assert (await listings.connection.request("registry.v1.qry.get_organisation")).data == b"yes"
        assert not registry.refusals


async def test_an_answer_goes_to_who_asked_once(connected: Connected) -> None:
    """Permission to answer is for one message to one inbox: a service cannot write to inboxes as it likes."""
    async with connected("registry") as registry, connected("web") as web:
        answers = await web.connection.subscribe("_INBOX_web.here")
        questions = await registry.connection.subscribe("registry.v1.qry.>")
        await all_sent(registry.connection)
        await web.connection.publish("registry.v1.qry.find_organisations", reply="_INBOX_web.here")
        question = await questions.next_msg()

        await question.respond(b"once")
        await question.respond(b"twice")

        await eventually_async(registry.is_refused)
        assert (await answers.next_msg()).data == b"once"
        with pytest.raises(NatsTimeout):
            await answers.next_msg(timeout=0.1)


async def test_an_event_reaches_the_durable_consumer_of_who_listens(connected: Connected) -> None:
    async with connected("registry") as registry, connected("listings") as listings, connected("operator") as operator:
        ack = await registry.connection.jetstream().publish(HEARD, b"1", headers={"Nats-Msg-Id": "once"})
        again = await registry.connection.jetstream().publish(HEARD, b"1", headers={"Nats-Msg-Id": "once"})
        await registry.connection.jetstream().publish("registry.v1.evt.account_changed", b"not listened to")
        assert (ack.stream, again.duplicate) == ("REGISTRY", True)

        pull = await listings.connection.jetstream().pull_subscribe_bind("listings", "REGISTRY")
        [message] = await pull.fetch(10, timeout=0.5)
        await message.ack_sync()

        info = await operator.connection.jetstream().consumer_info("REGISTRY", "listings")
        assert (message.data, info.num_pending, info.num_ack_pending) == (b"1", 0, 0)
        assert not listings.refusals
        assert not operator.refusals


async def test_web_hands_an_upload_to_listings_which_keeps_the_picture(connected: Connected) -> None:
    picture = bytes(range(256)) * 2000
    async with connected("web") as web, connected("listings") as listings:
        uploads = await web.connection.jetstream().object_store("uploads")
        await uploads.put("scan", picture)

        received = await listings.connection.jetstream().object_store("uploads")
        assert (await received.get("scan")).data == picture
        await received.delete("scan")
        with pytest.raises(ObjectNotFoundError):
            await uploads.get("scan")

        photos = await listings.connection.jetstream().object_store("photos")
        await photos.put("p", picture)
        thumbnails = await listings.connection.jetstream().key_value("thumbnails")
        await thumbnails.put("p", b"small")

        shown = await web.connection.jetstream().object_store("photos")
        assert (await shown.get("p")).data == picture
        small = await web.connection.jetstream().key_value("thumbnails")
        assert (await small.get("p")).value == b"small"
        assert not web.refusals
        assert not listings.refusals


async def test_web_counts_attempts(connected: Connected) -> None:
    async with connected("web") as web:
        limits = await web.connection.jetstream().key_value("limits")
        with pytest.raises(KeyNotFoundError):
            await limits.get("address")
        first = await limits.create("address", b"1")
        await limits.update("address", b"2", last=first)

        assert (await limits.get("address")).value == b"2"
        assert not web.refusals


async def test_the_operator_sees_services_through_any_client(connected: Connected) -> None:
    """The public `nats` command line uses the default inbox prefix."""
    async with connected("registry") as registry, connected("operator") as operator:
        await micro.add_service(registry.connection, name="registry", version="1.0.0")
        await all_sent(registry.connection)
        heard = await operator.connection.subscribe("_INBOX.nats-cli")
        await operator.connection.publish("$SRV.PING", reply="_INBOX.nats-cli")

        assert b'"name":"registry"' in (await heard.next_msg()).data.replace(b" ", b"")
        assert not operator.refusals
        assert not registry.refusals


async def test_nobody_answers_for_a_service_that_is_away(connected: Connected) -> None:
    async with connected("web") as web:
        with pytest.raises(NoRespondersError):
            await web.connection.request("notifications.v1.qry.find_messages")


async def test_provisioning_again_changes_nothing_and_drops_what_nobody_declares(
    stack: Stack, connected: Connected
) -> None:
    await make_bus_stores(stack, SERVICES)
    await make_bus_stores(stack, [*SERVICES, Declaration(name="fairs", listens={"REGISTRY": [HEARD]}, asks=[])])
    await make_bus_stores(stack, SERVICES)

    async with connected("operator") as operator:
        jetstream = operator.connection.jetstream()
        consumers = {stream: await jetstream.consumers_info(stream) for stream in STREAMS}
    names = {stream: [consumer.name for consumer in found] for stream, found in consumers.items()}
    assert names == {"REGISTRY": ["listings"], "LISTINGS": [], "MATCHING": ["registry"], "FAIRS": []}


async def test_streams_keep_what_the_design_promises(connected: Connected) -> None:
    async with connected("operator") as operator:
        config = (await operator.connection.jetstream().stream_info("FAIRS")).config

    assert config.subjects == ["fairs.v1.evt.>"]
    assert (config.max_age, config.max_bytes, config.duplicate_window) == (30 * 86400, 1 << 30, 120)
