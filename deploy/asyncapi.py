"""`make asyncapi`: the AsyncAPI 3 document of the bus, written from the contracts to docs/asyncapi.json."""

import json
from pathlib import Path
from typing import Any

import msgspec

from shared.contracts.inventory import OWNERS, messages
from shared.contracts.message import Event, Request, reply_type
from shared.messaging.service import stream_of

TARGET = Path(__file__).parents[1] / "docs" / "asyncapi.json"
REFERENCE = "#/components/schemas/{name}"
ANY_SERVICE = "*"

Document = dict[str, Any]


def document() -> Document:
    every = list(messages())
    replies = [reply_type(message) for message in every if issubclass(message, Request)]
    schemas, components = msgspec.json.schema_components([*every, *replies], ref_template=REFERENCE)
    schema_of = dict(zip([*every, *replies], schemas, strict=True))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Chợ Phiên",
            "version": "1",
            "description": "Commands and queries are requests on the NATS bus, answered or refused with "
            "`Nats-Service-Error-Code`; events are kept in one JetStream stream per service. Requests carry the "
            "headers `actor` (JWS), `traceparent` and `deadline`; events CloudEvents 1.0 in binary mode.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {_key(message.subject): _channel(message, schema_of) for message in every},
        "operations": {_key(message.subject): _operation(message) for message in every},
        "components": {"schemas": components},
    }


def _key(subject: str) -> str:
    return subject.replace(ANY_SERVICE, "any")


def _channel(message: type[Request[Any] | Event], schema_of: dict[type, Document]) -> Document:
    channel: Document = {
        "address": message.subject.replace(ANY_SERVICE, "{service}"),
        "description": (message.__doc__ or message.__name__).strip(),
        "messages": {message.__name__: {"payload": schema_of[message]}},
    }
    if ANY_SERVICE in message.subject:
        channel["parameters"] = {"service": {"enum": [*OWNERS]}}
    if issubclass(message, Event):
        channel["x-stream"] = stream_of(message.subject)
    else:
        reply = reply_type(message)
        channel["messages"][reply.__name__] = {"payload": schema_of[reply]}
    return channel


def _operation(message: type[Request[Any] | Event]) -> Document:
    """An owner receives requests and sends events."""
    channel = f"#/channels/{_key(message.subject)}"
    said = [{"$ref": f"{channel}/messages/{message.__name__}"}]
    if issubclass(message, Event):
        return {"action": "send", "channel": {"$ref": channel}, "messages": said}
    answer = {
        "messages": [{"$ref": f"{channel}/messages/{reply_type(message).__name__}"}],
        "channel": {"$ref": channel},
    }
    return {"action": "receive", "channel": {"$ref": channel}, "messages": said, "reply": answer}


def written() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
