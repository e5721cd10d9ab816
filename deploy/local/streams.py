"""Streams, durable consumers and buckets: made here and nowhere else; the services only bind to them."""

from collections.abc import Sequence

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, KeyValueConfig, ObjectStoreConfig, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from deploy.local.bus import STREAMS, Declaration

MINUTE = 60.0
DAY = 24 * 60 * MINUTE
ACK_WAIT = 5.0
"""Seconds after which what a process died with is given to the next. Live ones claim every second what they hold."""


async def make_streams(jetstream: JetStreamContext, services: Sequence[Declaration]) -> None:
    for name in STREAMS:
        await _make_stream(jetstream, name)
        listeners = {service.name: service.listens[name] for service in services if name in service.listens}
        for listener, subjects in listeners.items():
            await jetstream.add_consumer(name, _consumer(listener, subjects))
        for found in await jetstream.consumers_info(name):
            if found.config.durable_name not in {None, *listeners}:
                await jetstream.delete_consumer(name, found.name)


async def make_buckets(jetstream: JetStreamContext) -> None:
    """`uploads`: what web hands over to listings, matching and fairs. `scans`: signed agreements. `backdrops`: drawings
    of halls. `logos`: of partners of fairs. `limits`: attempts and rates, shared by all web processes.
    """
    await jetstream.create_object_store("uploads", ObjectStoreConfig(ttl=DAY))
    await jetstream.create_object_store("photos")
    await jetstream.create_object_store("evidence")
    await jetstream.create_object_store("scans")
    await jetstream.create_object_store("backdrops")
    await jetstream.create_object_store("logos")
    await jetstream.create_key_value(KeyValueConfig("thumbnails", direct=True))
    await jetstream.create_key_value(KeyValueConfig("limits", direct=True, ttl=15 * MINUTE))


async def _make_stream(jetstream: JetStreamContext, name: str) -> None:
    config = StreamConfig(
        name=name,
        subjects=[f"{name.lower()}.v1.evt.>"],
        storage=StorageType.FILE,
        max_age=30 * DAY,
        max_bytes=1 << 30,
        duplicate_window=2 * MINUTE,
    )
    try:
        await jetstream.update_stream(config)
    except NotFoundError:
        await jetstream.add_stream(config)


def _consumer(listener: str, subjects: Sequence[str]) -> ConsumerConfig:
    return ConsumerConfig(
        durable_name=listener,
        filter_subjects=list(subjects),
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        max_deliver=-1,
        max_ack_pending=1000,
    )
