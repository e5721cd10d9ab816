"""The body of a PUT on its way to the type that its handler names: every fault with its field, our words for each."""

from typing import Any

import msgspec
from litestar import Request
from litestar.enums import MediaType

from shared.errors import Invalid, Rejected
from shared.misfits import misfit, misfits, strangers
from web.api.leniency import in_digits

LARGEST_BODY = 512 * 1024
"""Bytes: the bus carries one mebibyte."""


class StatedRequest(Request[Any, Any, Any]):
    """Litestar asks `json()` for the parameter `data`; an absent body states nothing, which some acts allow."""

    async def body(self) -> bytes:
        return await super().body() or b"{}"

    async def json(self) -> Any:
        media_type = self.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        if media_type != MediaType.JSON:
            raise Rejected("unsupported_media_type", expected=MediaType.JSON.value)
        if self.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise Rejected("unsupported_media_type", expected="Content-Encoding: identity")
        data = await self.body()
        if len(data) > LARGEST_BODY:
            raise Rejected("too_large", megabytes="0.5")
        stated = self.route_handler.parsed_data_field
        return decoded(data, stated.annotation if stated else object)


def decoded(data: bytes, kind: Any) -> Any:
    try:
        stated = msgspec.json.decode(data, type=kind)
        unknown = strangers(msgspec.json.decode(data), kind)
    except msgspec.ValidationError as error:
        raise Invalid(_faults(data, kind) or misfit(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Rejected("malformed") from error
    if unknown:
        raise Invalid(unknown)
    return in_digits(data, stated)


def _faults(data: bytes, kind: Any) -> dict[str, str]:
    """Nothing where the document cannot be read to its end: msgspec stopped before its worst part."""
    try:
        return misfits(msgspec.json.decode(data), kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
