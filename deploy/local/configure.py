"""What must be written before NATS starts: everybody's keys, and who may say what."""

from collections.abc import Sequence

from deploy.local.bus import Declaration, permissions_of, server_configuration, user_configuration
from deploy.local.directory import write_private
from deploy.local.keys import make_keys
from deploy.local.stack import Stack


def configure_bus(stack: Stack, services: Sequence[Declaration]) -> None:
    make_keys(stack.directory)
    users = stack.directory.nats / "users.conf"
    write_private(users, user_configuration(stack.credentials.bus, permissions_of(services)))
    configuration = server_configuration(
        port=stack.ports["nats"], store=stack.directory.nats, durable=stack.durable, users=users
    )
    write_private(stack.directory.nats_configuration, configuration)
