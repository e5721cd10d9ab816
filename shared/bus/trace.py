"""W3C Trace Context: one id from a click to the last consumer that it moved."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from structlog.contextvars import bound_contextvars

HEADER = "traceparent"
_current: ContextVar[str] = ContextVar("traceparent")


def new_traceparent() -> str:
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def current_traceparent() -> str:
    return _current.get("") or new_traceparent()


@contextmanager
def traced(headers: Mapping[str, str] | None) -> Iterator[str]:
    """Carry on the sender's trace, or begin one; log lines in between carry its id as `correlation_id`."""
    traceparent = (headers or {}).get(HEADER, "")
    if len(traceparent) != len("00--") + 32 + 16 + 3:
        traceparent = new_traceparent()
    token = _current.set(traceparent)
    try:
        with bound_contextvars(correlation_id=traceparent[3:35]):
            yield traceparent
    finally:
        _current.reset(token)
