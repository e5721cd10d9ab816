"""Asking a service over the bus: a typed request in, its typed reply out."""

import time

import msgspec
from nats.aio.client import Client as Connection
from nats.errors import ConnectionClosedError, NoRespondersError, OutboundBufferLimitError
from nats.errors import Error as NatsError
from nats.micro.request import ERROR_CODE_HEADER

from shared.bus.trace import HEADER as TRACE_HEADER
from shared.bus.trace import current_traceparent
from shared.contracts.message import Reply, Request, reply_type
from shared.errors import Invalid, Rejected, Unavailable

ACTOR_HEADER = "actor"
DEADLINE_HEADER = "deadline"
REQUEST_TIMEOUT = 10.0
"""Seconds after which a caller gives up, and the service with it."""

NOT_NOW = frozenset({"busy", "unavailable"})
_fields = msgspec.json.Decoder(dict[str, str])
_details = msgspec.json.Decoder(dict[str, str | int | bool | None])


class Client:
    """Sends requests on a connection. A refusal comes back as `Rejected`, an absence as `Unavailable`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def request(
        self, message: Request[Reply], *, actor: str | None = None, timeout: float = REQUEST_TIMEOUT
    ) -> Reply:
        """Ask the owner of `message`. `actor` is a signed token good for its subject; `timeout` is in seconds."""
        body = await self.request_raw(message, actor=actor, timeout=timeout)
        reply: Reply = msgspec.json.decode(body, type=reply_type(type(message)))
        return reply

    async def request_raw(
        self, message: Request[Reply], *, actor: str | None = None, timeout: float = REQUEST_TIMEOUT
    ) -> bytes:
        """Like `request`, with the reply as the JSON that the service wrote."""
        headers = {
            TRACE_HEADER: current_traceparent(),
            DEADLINE_HEADER: str(int((time.time() + timeout) * 1000)),
        }
        if actor is not None:
            headers[ACTOR_HEADER] = actor
        if not self._connection.is_connected:
            raise Unavailable("bus")
        try:
            answer = await self._connection.request(
                message.sent_to(), msgspec.json.encode(message), timeout=timeout, headers=headers
            )
        except NoRespondersError as error:
            raise Unavailable(message.sent_to().split(".", 1)[0]) from error
        except (TimeoutError, ConnectionClosedError, OutboundBufferLimitError, NatsError) as error:
            raise Unavailable("bus") from error
        code = (answer.headers or {}).get(ERROR_CODE_HEADER)
        if code in NOT_NOW:
            raise Unavailable(code)
        if code is not None:
            raise _refusal(code, answer.data or b"{}")
        return bytes(answer.data)


def _refusal(code: str, details: bytes) -> Rejected:
    return Invalid(_fields.decode(details)) if code == "invalid" else Rejected(code, **_details.decode(details))
